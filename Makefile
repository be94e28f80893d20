# `make demo` and `make test` are the two commands: each does all of its own set-up.
.PHONY: demo test lint types bench clean setup setup-bench setup-test model

PROFILE ?= cpu-demo
python := .venv/bin/python
parvis := .venv/bin/parvis
sources := appliance inference ingest ops benchmarks tests requirements

demo: setup model  ## The sample commune, answered by the real engine (ONESHOT=1: stop after the answers)
	$(python) -m benchmarks.demo $(if $(ONESHOT),--oneshot)

test: setup-test model lint types  ## Everything that must be green
	$(python) -m pytest

lint: setup-test
	.venv/bin/ruff check $(sources)
	.venv/bin/ruff format --check $(sources)
	.venv/bin/lint-imports

types: setup-test
	.venv/bin/mypy

bench: setup-bench model  ## The cards of docs/benchmarks.md, with their control runs
	$(parvis) bench card
	$(parvis) bench fuzz
	$(parvis) bench kills

setup:
	./setup.sh run

setup-bench:
	./setup.sh bench

setup-test:
	./setup.sh test

model: setup
	$(parvis) models install $(PROFILE)

clean:  ## Everything that was made here; models stay (remove .parvis/models by hand)
	-$(parvis) down
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
	find .parvis -mindepth 1 -maxdepth 1 ! -name models -exec rm -rf {} + 2>/dev/null || true
