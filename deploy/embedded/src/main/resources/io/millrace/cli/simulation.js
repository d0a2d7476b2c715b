const policies = data.policies;
policies.forEach((policy, i) => { policy.colour = colours[i % colours.length]; policy.on = true; });
const shown = () => policies.filter(policy => policy.on);
const kinds = [...new Set(policies.flatMap(policy => Object.keys(policy.classes)))].filter(kind => kind !== "total");
const amount = value => value == null ? "–" : Math.abs(value) >= 100 || value === Math.round(value)
  ? Math.round(value).toLocaleString("en") : value.toFixed(1);
const measures = {
  "fill rate": { of: result => result.fill, text: percent, better: 1 },
  "cycle service": { of: result => result.cycle, text: percent, better: 1 },
  "stock value": { of: result => result.stock, text: amount, better: -1 },
  "turns": { of: result => result.turns, text: value => number(value, 1), better: 1 },
  "orders": { of: result => result.orders, text: amount, better: -1 },
  "units lost": { of: result => result.lost, text: amount, better: -1 },
  "write-offs": { of: result => result.writtenOff, text: amount, better: -1 },
};
const columns = {
  "items": { of: result => result.items, text: amount },
  "cycle service": measures["cycle service"],
  "asked cycle": { of: result => result.askedCycle, text: percent },
  "fill rate": measures["fill rate"],
  "asked fill": { of: result => result.askedFill, text: percent },
  "fill per item": { of: result => result.itemFill, text: percent, better: 1 },
  "stock value": measures["stock value"],
  "turns": measures.turns,
  "orders": measures.orders,
  "units lost": measures["units lost"],
  "write-offs": measures["write-offs"],
};

function tiles() {
  byId("tiles").innerHTML = policies.map(policy => {
    const total = policy.classes.total;
    return `<div class="tile" style="border-top:3px solid ${policy.colour}"><b>${percent(total.fill)}</b>`
      + `<span>of the demand served by <strong>${escaped(policy.name)}</strong><br>stock of ${amount(total.stock)}, `
      + `${number(total.turns, 1)} turns, ${amount(total.lost)} units lost</span></div>`;
  }).join("");
}

let sorted = { column: "", up: true };
function results() {
  const kind = byId("class").value;
  const rows = policies.filter(policy => policy.classes[kind]);
  if (sorted.column) {
    const of = sorted.column === "policy" ? null : columns[sorted.column].of;
    rows.sort((a, b) => (sorted.up ? 1 : -1)
      * (of ? of(a.classes[kind]) - of(b.classes[kind]) : a.name.localeCompare(b.name)));
  }
  const used = Object.entries(columns).filter(([name, column]) =>
    !name.startsWith("asked") || rows.some(row => column.of(row.classes[kind]) != null));
  const best = Object.fromEntries(used.filter(([, column]) => column.better).map(([name, column]) =>
    [name, column.better * Math.max(...rows.map(row => column.better * column.of(row.classes[kind])))]));
  const differ = name => rows.some(row => columns[name].of(row.classes[kind]) !== best[name]);
  const heads = ["policy", ...used.map(([name]) => name)].map(name => `<th data-column="${name}"`
    + (name === sorted.column ? ` aria-sort="${sorted.up ? "ascending" : "descending"}">${name} ${sorted.up ? "▲" : "▼"}`
      : `>${name}`) + "</th>").join("");
  byId("results").innerHTML = `<thead><tr>${heads}</tr></thead><tbody>` + rows.map(row =>
    `<tr class="${row.on ? "" : "off"}"><td data-policy="${escaped(row.name)}">`
    + `<span class="swatch" style="background:${row.colour}"></span>${escaped(row.name)}</td>`
    + used.map(([name, column]) => {
      const value = column.of(row.classes[kind]);
      const marked = column.better && rows.length > 1 && value === best[name] && differ(name) ? ' class="best"' : "";
      return `<td${marked}>${column.text(value)}</td>`;
    }).join("") + "</tr>").join("") + "</tbody>";
}

const box = (from, top, wide, high) => ({ from, top, to: from + wide, bottom: top + high });
const cross = (one, other) => one.from < other.to && other.from < one.to && one.top < other.bottom && other.top < one.bottom;

function exchange() {
  const kind = byId("class").value;
  const points = shown().filter(policy => policy.classes[kind]).map(policy => ({ policy, result: policy.classes[kind] }));
  const width = 580, height = 320, left = 58, right = 30, top = 14, bottom = 36;
  const stocks = points.map(point => point.result.stock);
  const fills = points.flatMap(point => [point.result.fill, point.result.askedFill]).filter(value => value != null);
  const low = Math.min(...fills), high = Math.max(...fills);
  const y = scale(Math.max(0, low - 0.25 * (high - low) - 0.01), Math.min(1, high + 0.25 * (high - low) + 0.01),
    height - bottom, top);
  const x = scale(0, Math.max(...stocks, 1e-9) * 1.12, left, width - right);
  let body = y.marks.map(mark => `<line class="grid" x1="${left}" x2="${width - right}" y1="${y.at(mark)}" y2="${y.at(mark)}"/>`
    + `<text x="${left - 6}" y="${y.at(mark) + 4}" text-anchor="end">${percent(mark)}</text>`).join("");
  body += x.marks.map(mark => `<text x="${x.at(mark)}" y="${height - bottom + 16}" text-anchor="middle">${amount(mark)}</text>`)
    .join("");
  body += `<text x="${(left + width) / 2}" y="${height - 3}" text-anchor="middle">stock value</text>`;
  const taken = points.map(({ result }) => box(x.at(result.stock) - 8, y.at(result.fill) - 8, 16, 16));
  points.forEach(({ policy, result }) => {
    const at = x.at(result.stock), up = y.at(result.fill);
    const said = `${policy.name}\nfill rate ${percent(result.fill)}, asked ${percent(result.askedFill)}\n`
      + `stock value ${amount(result.stock)}`;
    const wide = 6.6 * policy.name.length;
    const places = [[at + 11, up - 6], [at - 11 - wide, up - 6], [at - wide / 2, up - 21], [at - wide / 2, up + 9]]
      .map(([from, above]) => box(from, above, wide, 13)).filter(one => one.from > left && one.to < width);
    const place = places.find(one => !taken.some(other => cross(one, other))) || places[0] || box(left + 4, up - 6, wide, 13);
    taken.push(place);
    body += result.askedFill == null ? "" : `<line x1="${at - 12}" x2="${at + 12}" y1="${y.at(result.askedFill)}"`
      + ` y2="${y.at(result.askedFill)}" stroke="${policy.colour}" stroke-width="3" stroke-dasharray="4 3"/>`;
    body += `<circle cx="${at}" cy="${up}" r="6" fill="${policy.colour}"${tip(said)}/>`
      + `<text class="name" x="${place.from}" y="${place.top + 10}">${escaped(policy.name)}</text>`;
  });
  byId("exchange").innerHTML = `<svg viewBox="0 0 ${width} ${height}">${body}</svg>`;
}

/* As much of a class's name as there is room for. */
function short(kind) {
  const name = kind.replace("service class ", "class ");
  return name.length > 13 ? name.slice(0, 12) + "…" : name;
}

function byClass() {
  const measure = measures[byId("measure").value];
  byId("classes").innerHTML = bars(kinds.map(kind => ({
    name: `${short(kind)} (${policies.find(policy => policy.classes[kind]).classes[kind].items})`,
    bars: shown().filter(policy => policy.classes[kind]).map(policy => ({
      name: policy.name, colour: policy.colour, value: measure.of(policy.classes[kind]),
    })),
  })), measure.text, 580, byId("measure").value.match(/rate|service/));
}

function overTime() {
  const options = { named: at => data.dates[at], left: 58 };
  byId("stock").innerHTML = lines(shown().map(policy => ({ ...policy, values: policy.stock })), "",
    { ...options, format: amount, floor: 9 });
  byId("fill").innerHTML = lines(shown().map(policy => ({ ...policy, values: policy.fill })), "",
    { ...options, format: percent, most: 1 });
}

function lost() {
  const policy = policies[byId("lost-policy").value];
  const used = ["fill rate", "asked fill", "cycle service", "asked cycle", "units lost", "stock value", "turns", "orders"]
    .filter(name => !name.startsWith("asked") || policy.items.some(item => columns[name].of(item.result) != null));
  const items = policy.items.filter(item => item.result.lost > 0);
  byId("lost").innerHTML = items.length === 0 ? "<tbody><tr><td>Nothing was lost.</td></tr></tbody>"
    : `<thead><tr><th>item</th><th>demand</th>${used.map(name => `<th>${name}</th>`).join("")}</tr></thead><tbody>`
    + items.map(item => `<tr><td>${escaped(item.id)}</td><td>${item.class}</td>`
      + used.map(name => `<td>${columns[name].text(columns[name].of(item.result))}</td>`).join("") + "</tr>").join("")
    + "</tbody>";
}

function draw() {
  results();
  exchange();
  byClass();
  overTime();
}

byId("facts").innerHTML = data.facts.map(([name, value]) => `<span>${escaped(name)} <b>${escaped(value)}</b></span>`).join("");
byId("class").innerHTML = ["total", ...kinds].map(kind => `<option>${escaped(kind)}</option>`).join("");
byId("measure").innerHTML = Object.keys(measures).map(name => `<option>${name}</option>`).join("");
byId("lost-policy").innerHTML = policies.map((policy, i) => `<option value="${i}">${escaped(policy.name)}</option>`).join("");
document.querySelectorAll(".together").forEach(text => {
  text.textContent = data.together > 1 ? `, ${data.together} together` : "";
});
byId("class").addEventListener("change", () => { results(); exchange(); });
byId("measure").addEventListener("change", byClass);
byId("lost-policy").addEventListener("change", lost);
byId("results").addEventListener("click", event => {
  const head = event.target.closest("th"), cell = event.target.closest("[data-policy]");
  if (head) {
    sorted = { column: head.dataset.column, up: sorted.column === head.dataset.column ? !sorted.up : true };
    results();
  } else if (cell) {
    const policy = policies.find(one => one.name === cell.dataset.policy);
    policy.on = !policy.on || shown().length === 1;
    draw();
  }
});
tiles();
draw();
lost();
