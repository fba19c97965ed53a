// A policy page works without this file. It marks a fact and its words together while the pointer is on one of them.
"use strict";
(() => {
  const named = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const mark = (on) => (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    named(link)?.classList.toggle("tied", on);
  };
  const text = document.querySelector(".text");
  text?.addEventListener("pointerover", mark(true));
  text?.addEventListener("pointerout", mark(false));
})();
