const levels = [0.5, 0.9, 0.95, 0.99];
const order = ["smooth", "erratic", "intermittent", "lumpy"];
const methods = data.methods;
methods.forEach((method, i) => { method.colour = colours[i % colours.length]; method.on = true; });
const classes = order.filter(kind => methods.some(method => method.classes[kind]));
const measures = {
  "pRMSSE": score => score.prmsse,
  "SPL 0.5": score => score.spl[0],
  "SPL 0.9": score => score.spl[1],
  "SPL 0.95": score => score.spl[2],
  "SPL 0.99": score => score.spl[3],
};
const scoreOf = (method, kind) => kind === "all" ? method.all : method.classes[kind];
const shown = () => methods.filter(method => method.on);

function tiles() {
  const best = methods.slice().sort((a, b) => a.all.spl.reduce((x, y) => x + y) - b.all.spl.reduce((x, y) => x + y))[0];
  const tile = (value, label) => `<div class="tile"><b>${escaped(value)}</b><span>${escaped(label)}</span></div>`;
  byId("tiles").innerHTML = tile(best.name, "least mean pinball loss")
    + tile(number(best.all.prmsse), "its pRMSSE")
    + tile(percent(best.all.bias), "its bias")
    + tile(percent(best.all.below[1]) + " – " + percent(best.all.atMost[1]), "below – at most its 0.9 quantile")
    + tile(number(best.seconds, best.seconds < 1 ? 2 : 1) + " s", "its time for 1,000 forecasts");
}

let sorted = { column: "SPL 0.9", up: true };
function accuracy() {
  const kind = byId("class").value;
  const columns = { ...measures };
  const table = {
    "series": (method, score) => score.n,
    ...Object.fromEntries(Object.entries(columns).map(([name, of]) => [name, (method, score) => of(score)])),
    "bias": (method, score) => score.bias,
    "s / 1,000": method => method.seconds,
  };
  const rows = methods.filter(method => scoreOf(method, kind)).map(method => ({
    method, values: Object.fromEntries(Object.entries(table).map(([name, of]) => [name, of(method, scoreOf(method, kind))])),
  }));
  rows.sort((a, b) => (sorted.up ? 1 : -1) * (sorted.column === "method"
    ? a.method.name.localeCompare(b.method.name) : a.values[sorted.column] - b.values[sorted.column]));
  const best = name => Math.min(...rows.map(row => Math.abs(row.values[name])));
  const heads = ["method", ...Object.keys(table)].map(name => `<th data-column="${name}"`
    + (name === sorted.column ? ` aria-sort="${sorted.up ? "ascending" : "descending"}">${name} ${sorted.up ? "▲" : "▼"}`
      : `>${name}`) + "</th>").join("");
  const cell = (name, value) => {
    const marked = name !== "series" && Math.abs(value) === best(name) ? ' class="best"' : "";
    const text = name === "series" ? value : name === "bias" ? percent(value) : number(value, name.startsWith("s ") ? 2 : 3);
    return `<td${marked}>${text}</td>`;
  };
  byId("accuracy").innerHTML = `<thead><tr>${heads}</tr></thead><tbody>` + rows.map(row =>
    `<tr class="${row.method.on ? "" : "off"}"><td data-method="${escaped(row.method.name)}">`
    + `<span class="swatch" style="background:${row.method.colour}"></span>${escaped(row.method.name)}</td>`
    + Object.entries(row.values).map(([name, value]) => cell(name, value)).join("") + "</tr>").join("") + "</tbody>";
}

function byClass() {
  const measure = byId("measure").value;
  const groups = classes.map(kind => ({
    name: `${kind} (${methods[0].classes[kind] ? methods[0].classes[kind].n : 0})`,
    bars: shown().filter(method => method.classes[kind]).map(method => ({
      name: method.name, colour: method.colour, value: measures[measure](method.classes[kind]),
    })).sort((a, b) => a.value - b.value),
  }));
  byId("classes").innerHTML = bars(groups, value => number(value));
}

function coverage() {
  const width = 580, line = 14, left = 120, right = 20;
  let y = 6, body = "";
  levels.forEach((level, k) => {
    const low = Math.max(0, Math.min(level - 0.12, ...shown().map(method => method.all.below[k])));
    const x = scale(low, 1, left, width - right);
    body += `<text class="name" x="0" y="${y + 12}" font-weight="600">${level} quantile</text>`;
    y += 20;
    const top = y;
    for (const method of shown()) {
      const from = x.at(method.all.below[k]), to = x.at(method.all.atMost[k]);
      const said = `${method.name}: below ${percent(method.all.below[k])}, at most ${percent(method.all.atMost[k])}`;
      body += `<text x="${left - 8}" y="${y + 10}" text-anchor="end">${escaped(method.name)}</text>`
        + `<rect x="${from}" y="${y + 2}" width="${Math.max(3, to - from)}" height="${line - 5}" rx="3"`
        + ` fill="${method.colour}"${tip(said)}/>`;
      y += line;
    }
    body += `<line x1="${x.at(level)}" x2="${x.at(level)}" y1="${top - 3}" y2="${y + 2}" stroke="#1c2430"`
      + ` stroke-dasharray="4 3"/>`;
    body += x.marks.map(mark => `<text x="${x.at(mark)}" y="${y + 13}" text-anchor="middle">${x.text(mark)}</text>`).join("");
    y += 30;
  });
  byId("coverage").innerHTML = `<svg viewBox="0 0 ${width} ${y}">${body}</svg>`;
}

function biasAndTime() {
  const of = value => shown().map(method => ({ name: method.name, colour: method.colour, value: value(method) }));
  byId("bias").innerHTML = bars([{ name: "Bias", bars: of(method => method.all.bias) }], percent, 580, true);
  byId("time").innerHTML = bars([{ name: "Seconds", bars: of(method => method.seconds) }], value => number(value, 2), 580);
}

function worst() {
  const method = methods[byId("worst-method").value];
  byId("worst").innerHTML = method.worst.map(one => {
    const width = 290, height = 120, top = 6, bottom = 16;
    const all = [...one.history, ...one.actual, ...one.mean, ...one.quantiles[3]].filter(value => value != null);
    const count = one.history.length + one.mean.length;
    const y = scale(0, Math.max(...all, 1e-9), height - bottom, top);
    const x = at => 2 + at / (count - 1) * (width - 4);
    const path = (values, from) => values.map((value, i) => value == null ? "" : `${x(from + i)},${y.at(value)}`).join(" ");
    const from = one.history.length;
    const band = (low, high, opacity) => {
      const upper = path(high, from), lower = path(low, from).split(" ").reverse().join(" ");
      return `<polygon points="${upper} ${lower}" fill="${method.colour}" opacity="${opacity}"/>`;
    };
    const joined = [one.history[from - 1], ...one.actual];
    return `<figure${tip(`${one.id}\npRMSSE ${number(one.prmsse)}, bias ${percent(one.bias)}`)}>`
      + `<figcaption>${escaped(one.id)}<span>${one.class}, pRMSSE ${number(one.prmsse, 2)}</span></figcaption>`
      + `<svg viewBox="0 0 ${width} ${height}">${band(one.quantiles[0], one.quantiles[3], 0.15)}`
      + band(one.quantiles[0], one.quantiles[2], 0.25)
      + `<polyline points="${path(one.history, 0)}" fill="none" stroke="#9aa4b1" stroke-width="1.2"/>`
      + `<polyline points="${path(joined, from - 1)}" fill="none" stroke="#1c2430" stroke-width="1.4"/>`
      + `<polyline points="${path(one.mean, from)}" fill="none" stroke="${method.colour}" stroke-width="2"/>`
      + `<line x1="${x(from)}" x2="${x(from)}" y1="${top}" y2="${height - bottom}" stroke="#9aa4b1" stroke-dasharray="2 3"/>`
      + `<text x="2" y="${height - 3}">${one.from}</text>`
      + `<text x="${Math.min(x(from), width - 64)}" y="${height - 3}">${one.origin}</text>`
      + `<text x="2" y="${top + 6}">${y.text(Math.max(...all))}</text></svg></figure>`;
  }).join("");
}

function draw() {
  accuracy();
  byClass();
  byId("steps").innerHTML = lines(shown().map(method => ({ ...method, values: method.steps })), "step ahead");
  byId("origins").innerHTML = lines(shown().map(method => ({
    name: method.name, colour: method.colour,
    values: method.origins.map(score => score.prmsse), errors: method.origins.map(score => score.error),
  })), "origin, the earliest first");
  coverage();
  biasAndTime();
}

byId("facts").innerHTML = data.facts.map(([name, value]) => `<span>${escaped(name)} <b>${escaped(value)}</b></span>`).join("");
byId("class").innerHTML = ["all", ...classes].map(kind => `<option>${kind}</option>`).join("");
byId("measure").innerHTML = Object.keys(measures).map(name => `<option>${name}</option>`).join("");
byId("measure").value = "SPL 0.9";
byId("worst-method").innerHTML = methods.map((method, i) => `<option value="${i}">${escaped(method.name)}</option>`).join("");
byId("class").addEventListener("change", accuracy);
byId("measure").addEventListener("change", byClass);
byId("worst-method").addEventListener("change", worst);
byId("accuracy").addEventListener("click", event => {
  const head = event.target.closest("th"), cell = event.target.closest("[data-method]");
  if (head) {
    sorted = { column: head.dataset.column, up: sorted.column === head.dataset.column ? !sorted.up : true };
    accuracy();
  } else if (cell) {
    const method = methods.find(one => one.name === cell.dataset.method);
    method.on = !method.on || shown().length === 1;
    draw();
  }
});
tiles();
draw();
worst();
