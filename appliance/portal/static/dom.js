// Elements are made of text and elements only: nothing received is ever parsed as HTML.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export function button(label, className, onClick) {
  const made = element("button", { type: "button", class: className, dir: "auto" }, label);
  made.addEventListener("click", onClick);
  return made;
}

// French punctuation and units stay on the line of the word that they follow.
export function typeset(text) {
  return text.replace(/ (?=[;:!?»])|(?<=«) |(?<=\d) (?=[\p{L}\d%€])/gu, "\u00a0");
}

// Text for those who hear the page.
export function unseen(text) {
  return element("span", { class: "unseen" }, text);
}
