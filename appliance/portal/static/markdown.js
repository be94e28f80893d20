// The little Markdown that an answer may hold, as DOM nodes: paragraphs, lists, **bold**, [1] marks.
// Everything else, HTML and links included, stays the text that it is.

import { element, typeset } from "./dom.js";

const BULLET = /^\s*[-*•]\s+(.*)$/;
const NUMBER = /^\s*(\d{1,3})[.)]\s+(.*)$/;
const INLINE = /(\*\*[^*\n]+\*\*|\[\d{1,2}(?:\s*[,;]\s*\d{1,2})*\])/;

// mark(number) → the node of a source's mark, or null when there is no such source.
export function render(text, mark) {
  const blocks = [];
  for (const line of text.split(/\r?\n/)) addLine(blocks, line, mark);
  return blocks.filter((block) => block.tagName !== "BR");
}

function addLine(blocks, line, mark) {
  const bullet = BULLET.exec(line);
  const number = NUMBER.exec(line);
  if (line.trim() === "") blocks.push(element("br"));
  else if (bullet) listOf(blocks, "ul").append(element("li", {}, ...inline(bullet[1], mark)));
  else if (number) listOf(blocks, "ol", number[1]).append(element("li", {}, ...inline(number[2], mark)));
  else addText(blocks, inline(line, mark));
}

// The list that is being written, or a new one. A blank line between two items keeps the list.
function listOf(blocks, kind, start) {
  const last = blocks.findLast((block) => block.tagName !== "BR");
  if (last?.tagName === kind.toUpperCase()) return last;
  const list = element(kind, { start: start === "1" ? undefined : start });
  blocks.push(list);
  return list;
}

function addText(blocks, nodes) {
  const last = blocks.at(-1);
  if (last?.tagName === "P") last.append(element("br"), ...nodes);
  else blocks.push(element("p", { dir: "auto" }, ...nodes));
}

function inline(text, mark) {
  const glued = text.replace(/ (?=\[\d)/g, "\u00a0"); // a mark stays on the line of what it supports
  return glued.split(INLINE).flatMap((piece) => {
    if (/^\*\*.+\*\*$/.test(piece)) return [element("strong", {}, ...inline(piece.slice(2, -2), mark))];
    if (/^\[\d/.test(piece) && INLINE.test(piece)) return marks(piece, mark);
    return [typeset(piece)];
  });
}

function marks(piece, mark) {
  const found = piece.match(/\d+/g).map((number) => mark(Number(number)));
  return found.every(Boolean) ? found : [piece];
}
