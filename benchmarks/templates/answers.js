const form = document.querySelector(".filters");
const shown = document.querySelector("#shown");
const articles = [...document.querySelectorAll("article")];
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
function filter() {
  const chosen = Object.fromEntries(new FormData(form));
  let count = 0;
  for (const article of articles) {
    const fits = ["verdict", "type", "commune", "kind"].every((name) => !chosen[name] || article.dataset[name] === chosen[name]);
    article.hidden = !(fits && plain(article.textContent).includes(plain(chosen.words)));
    count += article.hidden ? 0 : 1;
  }
  shown.textContent = count;
}
form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
