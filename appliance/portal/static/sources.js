// The cards under an answer: each passage that it rests on, and who to ask when it cannot answer.

import { element, unseen } from "./dom.js";
import { localPath, mailLink, phoneLink } from "./links.js";
import { say, spokenValidity } from "./wording.js";

export function sourceId(exchange, number) {
  return `source-${exchange}-${number}`;
}

// The mark of source `number` inside a text: a link to its card; null when there is no such source.
export function sourceMark(exchange, citations) {
  return (number) => {
    const citation = citations[number - 1];
    if (!citation) return null;
    const label = say("answer", "source_mark", { number, title: citation.title });
    return element("a", { class: "mark", href: `#${sourceId(exchange, number)}`, "aria-label": label }, String(number));
  };
}

export function sourcesSection(exchange, citations) {
  const title = say("answer", citations.length === 1 ? "sources_one" : "sources");
  const cards = citations.map((citation, index) => sourceCard(exchange, citation, index + 1));
  return element("section", { class: "sources" }, element("h4", {}, title), element("ol", {}, ...cards));
}

function sourceCard(exchange, citation, number) {
  return element(
    "li",
    { class: "source", id: sourceId(exchange, number), tabindex: "-1" },
    element("p", { class: "source-title" }, sourceNumber(number), citation.title || citation.file || ""),
    line("locator", citation.locator),
    line("validity", spokenValidity(citation.in_force_from, citation.in_force_until)),
    passageOf(citation),
    documentLink(citation),
  );
}

function sourceNumber(number) {
  const badge = element("span", { class: "source-number", "aria-hidden": "true" }, String(number));
  return element("span", {}, badge, unseen(`${say("answer", "source", { number })} `));
}

function line(className, text) {
  return text ? element("p", { class: className, dir: "auto" }, text) : null;
}

function passageOf(citation) {
  if (!citation.passage) return null;
  const words = element("blockquote", { dir: "auto", lang: "fr" }, citation.passage);
  return element("details", {}, element("summary", {}, say("answer", "passage")), words);
}

function documentLink(citation) {
  const path = inLanguage(localPath(citation.url));
  if (!path) return null;
  const page = pageOf(citation);
  const label = page ? say("answer", "open_source_at", { page }) : say("answer", "open_source");
  const unsaid = unseen(` : ${citation.title} ${say("answer", "new_tab")}`);
  return element("a", { class: "open", href: path, target: "_blank", rel: "noopener" }, label, unsaid);
}

// The document's page in the language of this one.
function inLanguage(path) {
  if (!path) return null;
  const [page, anchor] = path.split("#");
  return page + location.search + (anchor ? `#${anchor}` : "");
}

function pageOf(citation) {
  const found = /#p(\d+)$/.exec(citation.url) ?? /\bp\. (\d+)$/.exec(citation.locator ?? "");
  return found ? found[1] : "";
}

export function handoffCard(handoff, kind) {
  const title = say("answer", kind === "signposted" ? "handoff_urgent" : "handoff_title");
  return element(
    "section",
    { class: "handoff" },
    element("h4", {}, title),
    line("handoff-service", handoff.service),
    reach("phone", handoff.phone, phoneLink),
    reach("email", handoff.email, mailLink),
    reach("opens", handoff.opens, () => null),
  );
}

function reach(name, value, link) {
  if (!value) return null;
  const href = link(value);
  const shown = href ? element("a", { href }, value) : element("span", {}, value);
  return element("p", { class: `handoff-${name}` }, element("span", { class: "term" }, say("answer", name)), shown);
}
