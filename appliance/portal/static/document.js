// The button that opens the original follows the page or the passage that the address points at.

import { say } from "./wording.js";

const original = document.getElementById("original");
const whole = original.getAttribute("href");

function targetedPage() {
  const target = document.getElementById(location.hash.slice(1));
  return target?.dataset.page ?? /^p(\d+)$/.exec(target?.id ?? "")?.[1] ?? null;
}

function followAnchor() {
  const page = targetedPage();
  if (page === null || !original.dataset.pages) return;
  original.href = `${whole}#page=${page}`;
  original.textContent = say("document", "open_original_at", { page });
}

addEventListener("hashchange", followAnchor);
followAnchor();
