// The query page works without this file. It puts the editor Yasqe in place of the textarea: colours, errors while typing,
// and completion from the terms of this service by name, by label in Chinese or English, and by the initials of pinyin.
"use strict";
(() => {
  const field = document.querySelector("textarea[data-completions]");
  if (!field || typeof Yasqe === "undefined") return;
  const WORD = /[\p{L}\p{N}_:\-]+$/u;
  const KINDS = { Class: "c", ObjectProperty: "p", DatatypeProperty: "p" };
  const SHOWN = 40;

  // The first characters, in the order of pinyin, of the syllables that begin with each letter.
  const LETTERS = "abcdefghjklmnopqrstwxyz";
  const FIRST = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀";
  const collator = new Intl.Collator("zh-u-co-pinyin");
  const initial = (character) => {
    if (!/\p{Script=Han}/u.test(character)) return character.toLowerCase();
    let place = FIRST.length - 1;
    while (place > 0 && collator.compare(character, FIRST[place]) < 0) place -= 1;
    return LETTERS[place];
  };
  const initials = (text) => Array.from(text, initial).join("");

  let asked = null;
  const vocabulary = () => {
    asked ??= fetch(field.dataset.completions, { headers: { Accept: "application/json" } })
      .then((answer) => answer.json())
      .then(({ prefixes, terms }) => {
        for (const entry of terms) {
          entry.name = entry.term.replace(/^[^:]*:/, "").toLowerCase();
          entry.pinyin = initials(entry.zh ?? "");
        }
        return { prefixes, terms };
      });
    return asked;
  };

  // How well an entry fits what was typed: less is better, Infinity is not at all.
  const rank = (entry, typed) => {
    const texts = [entry.term.toLowerCase(), entry.name, entry.zh ?? "", (entry.en ?? "").toLowerCase()];
    if (texts.includes(typed)) return 0;
    if (texts.some((text) => text.startsWith(typed))) return 1;
    if (entry.pinyin.startsWith(typed)) return 2;
    return texts.some((text) => text.includes(typed)) || (typed.length > 2 && entry.pinyin.includes(typed)) ? 3 : Infinity;
  };

  const typedBefore = (editor) => {
    const cursor = editor.getDoc().getCursor();
    const line = editor.getDoc().getLine(cursor.line).slice(0, cursor.ch);
    const found = line.match(WORD);
    if (!found || /[?$@<"'\\]$/.test(line.slice(0, found.index))) return null;
    return { word: found[0], line: cursor.line, from: found.index, to: cursor.ch };
  };

  const complete = (editor, hint) => (_editor, _data, _completion) => {
    const doc = editor.getDoc();
    doc.replaceRange(hint.text, hint.from, hint.to);
    const prefix = hint.text.startsWith("<") ? null : hint.text.split(":")[0];
    if (prefix && hint.prefixes[prefix] && !editor.getPrefixesFromQuery()[prefix]) {
      editor.addPrefixes({ [prefix]: hint.prefixes[prefix] });
    }
  };

  Yasqe.registerAutocompleter({
    name: "zhengtu",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (editor) => {
      const typed = typedBefore(editor);
      const kind = editor.getCompleteToken().type ?? "";
      return typed !== null && typed.word.length > 1 && !/keyword|comment|string(?!-2)|variable|atom/.test(kind);
    },
    get: () => vocabulary().then(() => ["placeholder"]),
    postprocessHints: (editor) => {
      const typed = typedBefore(editor);
      if (typed === null) return [];
      const word = typed.word.toLowerCase();
      const local = word.includes(":") ? word.replace(/^[^:]*:/, "") : null;
      return vocabulary().then(({ prefixes, terms }) =>
        terms
          .map((entry) => {
            // After a prefix, what follows it may also be a label: zt:金额.
            const own = local !== null && entry.term.toLowerCase().startsWith(word.split(":")[0] + ":");
            return { entry, fits: Math.min(rank(entry, word), own && local ? rank(entry, local) : Infinity) };
          })
          .filter(({ fits }) => fits < Infinity)
          .sort((one, other) => one.fits - other.fits || one.entry.term.length - other.entry.term.length)
          .slice(0, SHOWN)
          .map(({ entry }) => {
            const hint = {
              text: entry.term,
              displayText: entry.term,
              prefixes,
              from: { line: typed.line, ch: typed.from },
              to: { line: typed.line, ch: typed.to },
              render: (element) => {
                const name = document.createElement("span");
                name.textContent = entry.term.startsWith("<") ? entry.zh ?? entry.term : entry.term;
                const label = document.createElement("span");
                label.className = "hint-label kind-" + (KINDS[entry.kind] ?? "i");
                label.textContent = [entry.term.startsWith("<") ? "" : entry.zh, entry.en].filter(Boolean).join(" · ");
                element.append(name, label);
              },
            };
            hint.hint = complete(editor, hint);
            return hint;
          })
      );
    },
  }, true);

  // Those that come with the editor ask other hosts. Assigned, since a list in the options is laid over the default one.
  Yasqe.defaults.autocompleters = ["zhengtu", "variables"];

  const form = field.form;
  const holder = document.createElement("div");
  holder.className = "editor";
  field.before(holder);
  field.hidden = true;
  const submit = () => form.requestSubmit();
  const editor = new Yasqe(holder, {
    value: field.value,
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    editorHeight: "26rem",
    screenReaderLabel: field.labels[0].textContent,
    // Tab leaves the editor, as it leaves any field.
    extraKeys: { ...Yasqe.defaults.extraKeys, "Ctrl-Enter": submit, "Cmd-Enter": submit, Tab: false, "Shift-Tab": false },
  });
  field.labels[0].addEventListener("click", () => editor.focus());
  form.addEventListener("submit", () => {
    field.value = editor.getValue();
    // Longer addresses are cut by some proxies.
    form.method = encodeURIComponent(field.value).length > 6000 ? "post" : "get";
  });
})();
