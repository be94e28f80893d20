// The citizen's page: a question is typed, its answer is streamed, newest first.

import { Exchange } from "./exchange.js";
import { Fault, ask } from "./stream.js";
import { say } from "./wording.js";

const settings = JSON.parse(document.getElementById("settings").textContent);
const [form, question, counter, problem, send, cancel, answers, answersSection, announcer] = [
  "ask", "question", "counter", "problem", "send", "cancel", "answers", "answers-section", "announcer",
].map((id) => document.getElementById(id));
// Kept as long as the page is open, and nowhere else.
const conversationId = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
  byte.toString(16).padStart(2, "0"),
).join("");
let running = null;

function announce(sentence) {
  announcer.textContent = sentence;
}

async function answer(text) {
  running?.abort();
  const control = new AbortController();
  const exchange = show(new Exchange(text, { announce, again: askAndFocus }));
  setRunning(control);
  exchange.showStatus(say("answer", "status_sent"));
  const slow = setTimeout(() => exchange.slow(), settings.deadline_seconds * 1000);
  try {
    await follow(exchange, control.signal);
  } catch (error) {
    if (control.signal.aborted) exchange.cancel(running === control);
    else exchange.fail(error instanceof Fault ? error : new Fault(say("fault", "interrupted")));
  } finally {
    clearTimeout(slow);
    if (running === control) setRunning(null);
  }
}

async function follow(exchange, signal) {
  const { language, plain } = settings;
  const asked = { question: exchange.question, conversation_id: conversationId, language, plain };
  for await (const { event, data } of ask(settings.questions, asked, signal)) {
    if (event === "fault") throw new Fault(data.message, { code: data.code, retryAfter: data.retry_after });
    exchange.receive(event, data);
    if (exchange.finished) return;
  }
  throw new Fault(say("fault", "interrupted"), { code: "interrupted" });
}

function show(exchange) {
  document.body.classList.add("asked-once");
  answersSection.hidden = false;
  answers.prepend(exchange.article);
  return exchange;
}

// One button stands where the other stood, and takes the focus that it had.
function setRunning(control) {
  running = control;
  const hadFocus = [send, cancel].includes(document.activeElement);
  send.hidden = control !== null;
  cancel.hidden = control === null;
  if (hadFocus) (control ? cancel : question).focus();
}

// A suggestion goes away from under the focus: the question that it became takes it.
function askAndFocus(text) {
  void answer(text);
  answers.querySelector(".asked").focus();
}

function submit() {
  const text = question.value.trim();
  problem.hidden = text !== "";
  question.setAttribute("aria-invalid", String(text === ""));
  if (text === "") {
    problem.textContent = say("answer", "question_empty");
    announce(problem.textContent);
    question.focus();
    return;
  }
  question.value = "";
  count();
  void answer(text);
}

function count() {
  const most = settings.most_characters;
  counter.textContent = `${question.value.length} / ${most}`;
  counter.classList.toggle("full", question.value.length >= most);
  if (question.value.length >= most) announce(say("answer", "counter_full", { most }));
}

// A printed page shows every passage; after printing, each is as it was.
function openPassages() {
  const closed = answers.querySelectorAll("details:not([open])");
  for (const passage of closed) passage.open = true;
  addEventListener("afterprint", () => closed.forEach((passage) => (passage.open = false)), { once: true });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
question.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  submit();
});
question.addEventListener("input", () => {
  problem.hidden = true;
  question.removeAttribute("aria-invalid");
  count();
});
cancel.addEventListener("click", () => running?.abort());
for (const suggestion of document.querySelectorAll("[data-question]")) {
  suggestion.addEventListener("click", () => askAndFocus(suggestion.dataset.question));
}
addEventListener("beforeprint", openPassages);
count();
