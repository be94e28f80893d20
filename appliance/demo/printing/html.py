"""A page of the commune's site: menu, breadcrumb, content, footer."""

from html import escape
from string import Template

from appliance.demo.printing import source as s


def print_html(source: s.Source, template: str) -> str:
    """The source inside the site's page template (a `string.Template`)."""
    return Template(template).substitute(
        title=escape(source.title),
        section=escape(source.header),
        commune=s.COMMUNE,
        day=source.day.isoformat(),
        day_in_words=s.in_words(source.day),
        content="\n".join(_markup(block) for block in source.blocks),
    )


def _markup(block: s.Block) -> str:
    match block:
        case s.Heading(level, text):
            return f"<h{level}>{escape(text)}</h{level}>"
        case s.Paragraph(text):
            return f"<p>{_marked(text)}</p>"
        case s.Bullets(items):
            points = "\n".join(f"  <li>{_marked(item)}</li>" for item in items)
            return f"<ul>\n{points}\n</ul>"
        case s.Table(rows):
            return _table(rows)
        case _:
            raise ValueError(f"{type(block).__name__} has no place on a page of the site")


def _marked(text: str) -> str:
    runs = s.bold_runs(text)
    return "".join(f"<strong>{escape(p)}</strong>" if bold else escape(p) for p, bold in runs)


def _table(rows: tuple[tuple[str, ...], ...]) -> str:
    head, *rest = rows
    lines = ["".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)]
    lines += ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rest]
    top, *body = (f"  <tr>{line}</tr>" for line in lines)
    return "\n".join(["<table>", "<thead>", top, "</thead>", "<tbody>", *body, "</tbody>", "</table>"])
