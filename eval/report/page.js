"use strict";
// Filters over the questions. Without it the page is whole: every question is there, only the form is not.
(() => {
  const form = document.querySelector("form");
  const fields = form.elements;
  const said = form.querySelector("output");
  const rights = document.querySelector(".all-right");
  const questions = [...document.querySelectorAll("details.q")];
  // Without case and marks: "ngay" finds "Ngày".
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  const texts = new Map();
  const textOf = (question) => {
    if (!texts.has(question)) texts.set(question, plain(question.textContent));
    return texts.get(question);
  };
  const filter = () => {
    const words = plain(fields.text.value).split(/\s+/).filter(Boolean);
    const wanted = ["kind", "stage", "changed"].filter((name) => fields[name] && fields[name].value);
    const counts = { wrong: 0, right: 0 };
    for (const question of questions) {
      const fits = wanted.every((name) => question.dataset[name] === fields[name].value) &&
        (!words.length || words.every((word) => textOf(question).includes(word)));
      question.hidden = !fits;
      if (fits) counts[question.classList.contains("wrong") ? "wrong" : "right"] += 1;
    }
    const any = words.length || wanted.length;
    said.textContent = any ? said.dataset.said.replace("{wrong}", counts.wrong).replace("{right}", counts.right) : "";
    if (any && counts.right && !counts.wrong) rights.open = true;
  };
  let waiting;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
  form.addEventListener("reset", () => setTimeout(filter));
  for (const button of document.querySelectorAll("[data-see]")) {
    button.addEventListener("click", () => {
      form.reset();
      fields.stage.value = button.dataset.see;
      filter();
      const heading = document.getElementById("wrong");
      heading.scrollIntoView();
      heading.focus({ preventScroll: true });
    });
  }
  for (const element of document.querySelectorAll(".only-js")) element.hidden = false;
})();
