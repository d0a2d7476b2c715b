/* What reports share: numbers, marks, bars, lines. */
const colours = ["#2a6fbb", "#e07b39", "#3a9d6b", "#b0479b", "#8a6d3b", "#5b5fc7", "#c0392b", "#2f9e9a", "#7a8794",
  "#d4a017", "#6b8e23", "#c76b98", "#40507a", "#a0522d"];
const byId = id => document.getElementById(id);
const number = (value, digits = 3) => value == null || !isFinite(value) ? "–" : value.toFixed(digits);
const percent = value => value == null || !isFinite(value) ? "–" : (100 * value).toFixed(1) + " %";
const escaped = text => String(text).replace(/[&<>"]/g, letter => "&#" + letter.charCodeAt(0) + ";");

function tip(text) { return ` data-tip="${escaped(text)}"`; }

document.addEventListener("mousemove", event => {
  const target = event.target.closest ? event.target.closest("[data-tip]") : null;
  const box = byId("tip");
  box.hidden = !target;
  if (target) {
    box.textContent = target.dataset.tip;
    box.style.left = Math.min(event.clientX + 14, innerWidth - box.offsetWidth - 8) + "px";
    box.style.top = event.clientY + 16 + "px";
  }
});

/* A straight scale with round marks. */
function scale(low, high, from, to) {
  const span = high - low || 1;
  const raw = span / 5;
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = [1, 2, 5, 10].map(factor => factor * power).find(value => value >= raw);
  const marks = [];
  for (let mark = Math.ceil(low / step - 1e-9) * step; mark <= high + step * 1e-6; mark += step) {
    marks.push(Math.abs(mark) < step * 1e-6 ? 0 : mark);
  }
  const at = value => from + (value - low) / span * (to - from);
  return { at, marks, text: value => String(+value.toPrecision(6)) };
}

/* Horizontal bars, one for each shown method, in groups. */
function bars(groups, format, width = 1200, zero = false) {
  const line = 17, gap = 16, left = 190, right = 70;
  const values = groups.flatMap(group => group.bars.map(bar => bar.value)).filter(isFinite);
  const x = scale(Math.min(0, ...values), Math.max(0, ...values), left, width - right);
  let y = 18, body = "";
  for (const group of groups) {
    body += group.name ? `<text class="name" x="0" y="${y + 12}" font-weight="600">${escaped(group.name)}</text>` : "";
    for (const bar of group.bars) {
      const at = x.at(bar.value), origin = x.at(0);
      body += `<text x="${left - 8}" y="${y + 12}" text-anchor="end">${escaped(bar.name)}</text>`
        + `<rect x="${Math.min(at, origin)}" y="${y + 2}" width="${Math.max(1, Math.abs(at - origin))}" height="${line - 5}"`
        + ` rx="2" fill="${bar.colour}"${tip(bar.name + "  " + format(bar.value))}/>`
        + `<text x="${Math.max(at, origin) + 5}" y="${y + 12}">${format(bar.value)}</text>`;
      y += line;
    }
    y += gap;
  }
  const marks = x.marks.map(mark => `<line class="grid" x1="${x.at(mark)}" x2="${x.at(mark)}" y1="14" y2="${y - gap}"/>`
    + `<text x="${x.at(mark)}" y="9" text-anchor="middle">${zero ? percent(mark) : x.text(mark)}</text>`).join("");
  return `<svg viewBox="0 0 ${width} ${y}">${marks}${body}</svg>`;
}

/* Lines over steps, which are named from 1 on unless told otherwise. A value that is null is left out. */
function lines(series, label, options = {}) {
  const { width = 580, height = 300, left = 46, format = value => number(value), named = at => at + 1 } = options;
  const { floor = 0.08, most = Infinity } = options;
  const right = 12, top = 12, bottom = 34;
  const count = Math.max(...series.map(one => one.values.length));
  const values = series.flatMap(one => one.values.flatMap((value, i) => {
    if (value == null) {
      return [];
    }
    const error = one.errors ? one.errors[i] : 0;
    return [value - error, value + error];
  })).filter(isFinite);
  const low = Math.min(...values), high = Math.max(...values);
  const y = scale(Math.max(0, low - floor * (high - low)), Math.min(most, high + 0.04 * (high - low)), height - bottom, top);
  const x = at => count === 1 ? (left + width - right) / 2 : left + at / (count - 1) * (width - left - right);
  let body = y.marks.map(mark => `<line class="grid" x1="${left}" x2="${width - right}" y1="${y.at(mark)}" y2="${y.at(mark)}"/>`
    + `<text x="${left - 6}" y="${y.at(mark) + 4}" text-anchor="end">${options.format ? format(mark) : y.text(mark)}</text>`)
    .join("");
  const every = Math.ceil(count * String(named(count - 1)).length / 40);
  for (let i = 0; i < count; i += every) {
    body += `<text x="${x(i)}" y="${height - bottom + 16}" text-anchor="middle">${escaped(named(i))}</text>`;
  }
  body += `<text x="${(left + width) / 2}" y="${height - 3}" text-anchor="middle">${escaped(label)}</text>`;
  series.forEach((one, k) => {
    const shift = one.errors ? (k - (series.length - 1) / 2) * 5 : 0;
    const points = one.values.map((value, i) => value == null ? "" : `${x(i) + shift},${y.at(value)}`);
    body += `<polyline points="${points.join(" ")}" fill="none" stroke="${one.colour}" stroke-width="2"/>`;
    one.values.forEach((value, i) => {
      if (value == null) {
        return;
      }
      const error = one.errors ? one.errors[i] : 0;
      body += error ? `<line x1="${x(i) + shift}" x2="${x(i) + shift}" y1="${y.at(value - error)}" y2="${y.at(value + error)}"`
        + ` stroke="${one.colour}" stroke-width="1.2"/>` : "";
      body += `<circle cx="${x(i) + shift}" cy="${y.at(value)}" r="${one.errors ? 3.2 : 2.4}" fill="${one.colour}"`
        + `${tip(`${one.name}\n${label} ${named(i)}: ${format(value)}`)}/>`;
    });
  });
  return `<svg viewBox="0 0 ${width} ${height}">${body}</svg>`;
}
