// Pages are whole without this file. It draws a chart above a table that asks for one with data-chart, and the flow of
// money that a page holds as JSON. The table stays: it has every number.
"use strict";
(() => {
  if (typeof echarts === "undefined") return;
  const root = document.documentElement;
  const english = root.lang === "en";
  const token = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const number = (value) => {
    if (english || Math.abs(value) < 1e4) return value.toLocaleString(english ? "en" : "zh-CN", { maximumFractionDigits: 4 });
    const [size, word] = Math.abs(value) >= 1e8 ? [1e8, "亿"] : [1e4, "万"];
    return (value / size).toLocaleString("zh-CN", { maximumFractionDigits: 4 }) + word;
  };
  const short = (text, length) => (text.length > length ? text.slice(0, length - 1) + "…" : text);
  const drawn = [];

  // The options are made anew when the colours change.
  const draw = (canvas, options) => {
    const chart = echarts.init(canvas);
    const paint = () => chart.setOption({ ...common(), ...options(canvas.clientWidth) }, true);
    paint();
    drawn.push(() => (chart.resize(), paint()));
  };
  const common = () => ({
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: token("--sans"), color: token("--ink") },
    tooltip: {
      renderMode: "richText",
      backgroundColor: token("--sheet"),
      borderColor: token("--line-strong"),
      textStyle: { color: token("--ink"), fontSize: 13 },
    },
  });

  const figureBefore = (element, height, title = "") => {
    const figure = document.createElement("figure");
    if (title) figure.append(Object.assign(document.createElement("figcaption"), { textContent: title }));
    const canvas = document.createElement("div");
    figure.className = "chart";
    canvas.className = "canvas";
    canvas.style.height = height + "px";
    figure.append(canvas);
    element.before(figure);
    return canvas;
  };

  const bars = (table) => {
    const { category, number: value } = table.dataset;
    const text = (row, cell) => row.cells[cell].innerText.trim();
    const rows = Array.from(table.tBodies[0].rows);
    // Where one name stands in several rows, the first column tells them apart.
    const repeated = new Set(rows.map((row) => text(row, category))).size < rows.length && category !== "0";
    const points = rows.map((row) => ({
      name: (repeated ? text(row, 0) + " · " : "") + text(row, category),
      value: parseFloat(text(row, value).replaceAll(",", "")),
    })).filter((point) => point.name && Number.isFinite(point.value));
    if (points.length < 2 || points.length > 60) return;
    const title = table.tHead.rows[0].cells[value].innerText;
    draw(figureBefore(table.closest(".scroll") ?? table, 46 + points.length * 26, title), (width) => ({
      grid: { left: 8, right: 70, top: 24, bottom: 8, containLabel: true },
      xAxis: {
        type: "value", position: "top", axisLabel: { formatter: number, color: token("--soft"), hideOverlap: true }, splitLine: { lineStyle: { color: token("--line") } },
      },
      yAxis: {
        type: "category", inverse: true, data: points.map((point) => point.name),
        axisLabel: { color: token("--ink"), width: Math.min(260, width * 0.38), overflow: "truncate" }, axisTick: { show: false },
      },
      series: [{
        type: "bar", name: title, data: points.map((point) => point.value), barMaxWidth: 18, itemStyle: { color: token("--share-city") },
        label: { show: true, position: "right", formatter: ({ value }) => number(value), color: token("--ink") },
      }],
    }));
  };

  const LEVELS = ["city", "county", "province", "central", "zone"];
  const flow = (script) => {
    const { nodes: all, links: every, unit } = JSON.parse(script.textContent);
    // With many provisions only what flows from areas to payers can be read.
    const targets = new Set(every.map((link) => link.target));
    const links = every.length > 80 ? every.filter((link) => targets.has(link.source)) : every;
    const named = new Set(links.flatMap((link) => [link.source, link.target]));
    const nodes = all.filter((node) => named.has(node.name));
    if (!links.length) return;
    const shown = (value) => (unit === "CNY" ? number(value) + (english ? " CNY" : "元") : number(value));
    const height = Math.min(900, Math.max(260, 60 + nodes.length * 26));
    draw(figureBefore(script, height), (width) => ({
      series: [{
        type: "sankey", left: 4, right: width < 500 ? 90 : 150, top: 10, bottom: 10, nodeGap: 10, nodeWidth: 12, draggable: false,
        emphasis: { focus: "adjacency" },
        data: nodes.map((node) => ({ ...node, itemStyle: { color: token("--share-" + (LEVELS.includes(node.level) ? node.level : "other")) } })),
        links,
        lineStyle: { color: "source", opacity: 0.28 },
        label: { color: token("--ink"), fontSize: 12, formatter: ({ name }) => short(name, width < 500 ? 7 : 16) },
        tooltip: { valueFormatter: shown },
      }],
    }));
  };

  document.querySelectorAll("table[data-chart]").forEach(bars);
  document.querySelectorAll('script[type="application/json"][data-chart="flow"]').forEach(flow);
  const again = () => drawn.forEach((paint) => paint());
  addEventListener("resize", again);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
})();
