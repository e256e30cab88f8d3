'use strict';
(() => {
  const rows = [...document.querySelectorAll('.problems > li')];
  const buttons = [...document.querySelectorAll('.buttons button')];
  const search = document.getElementById('search');
  const run = document.getElementById('run');
  const shown = document.getElementById('shown');
  const tip = document.getElementById('tip');
  let wanted = '';

  // Filter: a row is shown when it has the mark, is of the run, and holds every word.
  const filter = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      row.text ??= row.querySelector('summary').textContent.toLowerCase();
      const fits = (!wanted || row.dataset.f.split(' ').includes(wanted))
        && (!run || !run.value || row.dataset.run === run.value)
        && words.every(word => row.text.includes(word));
      row.hidden = !fits;
      count += fits ? 1 : 0;
    }
    shown.textContent = count === rows.length ? '' : `${count} shown`;
  };
  for (const button of buttons) {
    button.addEventListener('click', () => {
      wanted = button.dataset.f;
      for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
      filter();
    });
  }
  let waiting = 0;
  search.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  run?.addEventListener('change', filter);

  // Details: unpacked when first opened. Everything is set as text, never as markup.
  const make = (name, style, ...children) => {
    const element = document.createElement(name);
    if (style) element.className = style;
    element.append(...children.filter(child => child !== null && child !== undefined));
    return element;
  };
  const isolated = text => make('bdi', '', text ?? '');
  const unpack = async id => {
    const bytes = Uint8Array.from(atob(document.getElementById(id).textContent), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Response(stream).json();
  };
  const raw = (cut, style) => cut && make('div', '',
    make('pre', style, cut.text),
    cut.cut ? make('p', 'cut', `Cut here: the whole text has ${cut.cut.toLocaleString('en')} characters.`) : null);
  const item = (who, tone, says, about, more) => {
    const head = [make('span', 'who', isolated(who)), make('span', `tone ${tone}`, isolated(says)), about ? make('span', '', ' ', isolated(about)) : null];
    return make('li', '', more.some(Boolean) ? make('details', '', make('summary', '', ...head), ...more) : make('div', '', ...head));
  };
  const answers = data => {
    const head = make('tr', '', ...['answer', 'votes', 'graded', 'score', 'agents'].map(name => make('th', '', name)));
    const lines = data.answers.map(a => make('tr', '',
      make('th', '', isolated(a.answer)),
      make('td', '', String(a.votes)),
      make('td', '', a.right === undefined ? '–' : a.right ? 'right' : 'wrong'),
      make('td', '', a.score === undefined ? '–' : `${(100 * a.score).toFixed(1)} %`),
      make('td', '', a.by)));
    return make('div', 'scroll', make('table', '', make('thead', '', head), make('tbody', '', ...lines)));
  };
  const branch = n => {
    const line = make('p', 'node', make('span', 'who', n.value), isolated(n.step), n.end ? make('b', '', ' ⇒ ', isolated(n.end)) : null, make('span', 'cut', ` ${n.state}`));
    line.style.paddingInlineStart = `${Math.min(n.depth, 12) * 22}px`;
    return line;
  };
  const show = (body, data) => {
    const attempts = data.attempts.map(a => item(a.who, a.tone, a.answer ?? a.outcome, null, [
      make('p', 'facts', [a.outcome, a.facts].filter(Boolean).join(' · ')),
      a.why ? make('p', '', isolated(a.why)) : null,
      a.reasoning ? make('p', 'cut', 'Reasoning') : null, raw(a.reasoning),
      a.reasoning && a.text ? make('p', 'cut', 'Answer') : null, raw(a.text)]));
    const findings = data.findings.map(f => item(f.who, f.tone, `${f.method}: ${f.says}`, f.about, [
      f.problem ? make('p', '', isolated(f.problem)) : null, raw(f.text)]));
    body.replaceChildren(
      raw(data.question, 'question'),
      ...(data.choices ?? []).map((choice, i) => make('p', '', `${String.fromCharCode(65 + i)}. `, isolated(choice))),
      ...[['Gold: ', data.gold], ['Chosen: ', data.choice], ['', data.rationale], ['Stopped early by ', data.stopped], ['', data.spent]]
        .filter(([, text]) => text).map(([name, text], i) => make('p', i > 1 ? 'facts' : '', name, isolated(text))),
      ...(data.answers.length ? [make('h3', '', 'Answers'), answers(data)] : []),
      ...(findings.length ? [make('h3', '', `Cross-check, ${findings.length} findings`), make('ul', 'items', ...findings)] : []),
      ...(data.tree ? [make('h3', '', `Search tree, ${data.tree.length} nodes`), ...data.tree.map(branch)] : []),
      make('h3', '', `Attempts, ${attempts.length}`), make('ul', 'items', ...attempts));
  };
  for (const row of rows) {
    const details = row.firstElementChild;
    details.addEventListener('toggle', async () => {
      const body = details.lastElementChild;
      if (!details.open || body.childElementCount) return;
      try {
        show(body, await unpack(details.dataset.b));
      } catch {
        body.replaceChildren(make('p', '', 'The details could not be unpacked: this needs a browser of 2023 or later.'));
      }
    });
  }

  // Hover: the words of <title>, at once and also by touch. They stay readable for screen readers as a label.
  for (const point of document.querySelectorAll('.pt')) {
    const title = point.querySelector('title');
    if (!title?.textContent) continue;
    point.tip = title.textContent;
    point.setAttribute('role', 'img');
    point.setAttribute('aria-label', point.tip.replaceAll('\n', ', '));
    title.remove();
    const enter = () => {
      tip.textContent = point.tip;
      tip.hidden = false;
      point.classList.add('on');
      const box = point.getBoundingClientRect();
      const x = Math.min(Math.max(8, box.left + box.width / 2 - tip.offsetWidth / 2), innerWidth - tip.offsetWidth - 8);
      const above = box.top - tip.offsetHeight - 6;
      tip.style.left = `${x}px`;
      tip.style.top = `${above < 4 ? box.top + Math.min(box.height, 40) + 6 : above}px`;
    };
    const leave = () => {
      tip.hidden = true;
      point.classList.remove('on');
    };
    point.addEventListener('pointerenter', enter);
    point.addEventListener('pointerleave', leave);
  }
  // Paper has nothing to click: the figures beside the charts are printed with them.
  const figures = [...document.querySelectorAll('.data')];
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = figures.filter(data => !data.open);
    for (const data of closed) data.open = true;
  });
  addEventListener('afterprint', () => {
    for (const data of closed) data.open = false;
  });
  addEventListener('scroll', () => { tip.hidden = true; }, { passive: true });
})();
