// One question and its answer on the page, from the first status to the sources.

import { button, element, typeset, unseen } from "./dom.js";
import { render } from "./markdown.js";
import { handoffCard, sourceMark, sourcesSection } from "./sources.js";
import { kindLabel, say, spokenLanguage } from "./wording.js";

let exchanges = 0;

export class Exchange {
  // announce(sentence): tells it once to those who hear the page. again(question): asks it.
  constructor(question, { announce, again }) {
    this.number = ++exchanges;
    this.question = question;
    this.announce = announce;
    this.again = again;
    this.text = "";
    this.citations = [];
    this.finished = false;
    this.build();
  }

  build() {
    this.heading = element("h3", { class: "asked", tabindex: "-1", dir: "auto" });
    this.heading.append(unseen(`${say("answer", "you_asked")} : `), typeset(this.question));
    this.status = element("p", { class: "status" });
    this.words = element("div", { class: "words", dir: "auto" });
    this.before = element("div", { class: "before" });
    this.after = element("div", { class: "after" });
    this.article = element("article", { class: "exchange", "aria-busy": "true" });
    this.article.append(this.heading, this.status, this.before, this.words, this.after);
  }

  // What the server streams, by the name of its event. An event that is not known here changes nothing.
  receive(event, data) {
    const on = {
      status: () => this.showStatus(data.sentence),
      text: () => this.showText(this.text + (data.text ?? "")),
      replace: () => this.takeBack(data.text),
      citations: () => this.showCitations(data.citations),
      done: () => this.finish(data),
    };
    on[event]?.();
  }

  showStatus(sentence) {
    if (!sentence || sentence === this.status.textContent) return;
    this.status.textContent = sentence;
    this.announce(sentence);
  }

  slow() {
    if (!this.text && !this.finished) this.showStatus(say("answer", "status_slow"));
  }

  showText(text) {
    this.text = text;
    if (text) this.status.textContent = "";
    this.words.replaceChildren(...render(text, sourceMark(this.number, this.citations)));
  }

  takeBack(text) {
    this.showText(text ?? "");
    this.showStatus(say("answer", "status_replaced"));
  }

  showCitations(citations) {
    this.citations = citations ?? [];
    this.showText(this.text);
    this.after.replaceChildren(...this.sources());
  }

  finish(answer) {
    this.close();
    this.article.dataset.kind = answer.kind;
    this.citations = answer.citations ?? [];
    this.showText(answer.answer ?? "");
    this.before.replaceChildren(...beforeText(answer));
    this.after.replaceChildren(...this.sources(), ...this.afterSources(answer));
    this.announce(this.spoken(answer));
  }

  sources() {
    return this.citations.length ? [sourcesSection(this.number, this.citations)] : [];
  }

  afterSources(answer) {
    const followUp = answer.follow_up ?? [];
    return [
      answer.handoff && handoffCard(answer.handoff, answer.kind),
      followUp.length > 0 && this.followUps(followUp),
      secondsLine(answer.seconds),
    ].filter(Boolean);
  }

  followUps(questions) {
    const items = questions.map((question) =>
      element("li", {}, button(typeset(question), "suggestion", () => this.again(question))),
    );
    return element(
      "section",
      { class: "follow-up" },
      element("h4", {}, say("answer", "follow_up")),
      element("ul", {}, ...items),
    );
  }

  spoken(answer) {
    const kind = labelOf(answer);
    const count = this.citations.length;
    const sources = count && say("answer", count === 1 ? "announced_source_one" : "announced_sources", { count });
    const warning = answer.conflict ? say("answer", "conflict") : "";
    const said = say("answer", "announced", { kind, text: this.words.innerText });
    return [said, warning, sources].filter(Boolean).join(" ");
  }

  // told: false when a new question took this one's place, and has its own status to tell.
  cancel(told) {
    this.close();
    this.status.textContent = say("answer", "cancelled");
    if (told) this.announce(this.status.textContent);
  }

  // What was streamed before a fault was not checked to its end: it goes.
  fail(fault) {
    this.close();
    this.showText("");
    this.article.dataset.kind = "fault";
    const title = element("p", { class: "kind" }, say("fault", "title"));
    this.before.replaceChildren(title, element("p", { class: "fault" }, fault.message));
    this.after.replaceChildren(this.retryButton(fault.retryAfter));
    this.announce(`${say("fault", "title")}. ${fault.message}`);
  }

  retryButton(seconds) {
    const retry = button("", "button quiet", () => {
      this.article.remove();
      this.again(this.question);
    });
    countDown(retry, Math.ceil(seconds), this.announce);
    return retry;
  }

  close() {
    this.finished = true;
    this.status.textContent = "";
    this.article.setAttribute("aria-busy", "false");
  }
}

function beforeText(answer) {
  const kind = labelOf(answer);
  const warning = answer.conflict && element("p", { class: "conflict" }, say("answer", "conflict"));
  return [kind && element("p", { class: "kind" }, kind), warning].filter(Boolean);
}

function secondsLine(seconds) {
  if (!(seconds > 0)) return null;
  const digits = { maximumFractionDigits: seconds < 1 ? 2 : 1 };
  const spoken = Math.max(seconds, 0.01).toLocaleString(spokenLanguage, digits);
  return element("p", { class: "seconds" }, say("answer", "seconds", { seconds: spoken }));
}

// The button opens when trying again may help.
function countDown(retry, seconds, announce) {
  retry.disabled = seconds > 0;
  retry.textContent = typeset(say("answer", seconds > 0 ? "retry_in" : "retry", { seconds }));
  if (seconds <= 0) return;
  setTimeout(() => {
    if (!retry.isConnected) return;
    countDown(retry, seconds - 1, announce);
    if (seconds === 1) announce(say("answer", "retry_now"));
  }, 1000);
}

// Declined without anybody to call is a courtesy, or a commune without a directory: the words say which.
function labelOf(answer) {
  return kindLabel(answer.kind === "declined" && !answer.handoff ? "courtesy" : answer.kind);
}
