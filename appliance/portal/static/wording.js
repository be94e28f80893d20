// The sentences of the page, sent by the server from its one wording file.

const sections = JSON.parse(document.getElementById("wording").textContent);

// Figures are written as the page's language writes them, in Latin digits everywhere.
export const spokenLanguage = `${document.documentElement.lang}-u-nu-latn`;

// say("answer", "retry_in", { seconds: 12 }) → "Réessayer dans 12 s"; what has no value stays as it is.
export function say(section, name, values = {}) {
  return sections[section][name].replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
}

export function kindLabel(kind) {
  return sections.kinds[kind] ?? "";
}

// "2024-01-15" → "15 janvier 2024"; anything else → "".
export function spokenDay(isoDay) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDay ?? "");
  if (!parts) return "";
  const [year, month, day] = parts.slice(1).map(Number);
  const dates = sections.dates;
  return say("dates", "day", { day: day === 1 ? dates.first_day : day, month: dates.months[month - 1], year });
}

// When an act holds, seen from `today` (ISO days compare as text).
export function spokenValidity(from, until, today = isoToday()) {
  const [start, end] = [spokenDay(from), spokenDay(until)];
  if (end && until < today) return say("dates", "over", { end });
  if (start && end) return say("dates", "between", { start, end });
  if (end) return say("dates", "until", { end });
  if (start) return say("dates", from <= today ? "since" : "from", { start });
  return "";
}

function isoToday() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
