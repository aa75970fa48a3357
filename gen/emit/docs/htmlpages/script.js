'use strict';
(function () {
  const $ = id => document.getElementById(id);

  // What a link leads to is opened, and so is everything on paper.
  function reveal() {
    let e = null;
    try { e = $(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    if (!e) return;
    for (let d = e; d; d = d.parentElement) if (d.tagName === 'DETAILS') d.open = true;
    e.scrollIntoView();
  }
  addEventListener('hashchange', reveal);
  reveal();
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    closed.forEach(d => { d.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach(d => { d.open = false; }));

  // All members at once.
  document.querySelectorAll('h2#request, h2#response, h2#members').forEach(h => {
    const all = () => [...h.parentElement.querySelectorAll('.members details')];
    if (!all().length) return;
    const b = document.createElement('button');
    b.type = 'button';
    b.className = 'all';
    const say = () => { b.textContent = all().every(d => d.open) ? 'Close all' : 'Open all'; b.setAttribute('aria-label', b.textContent + ' members of the ' + h.textContent.toLowerCase()); };
    b.addEventListener('click', () => { const open = !all().every(d => d.open); all().forEach(d => { d.open = open; }); say(); });
    say();
    h.after(b);
  });

  // One choice of a client, for all pages.
  const store = {
    get() { try { return localStorage.getItem('client'); } catch { return null; } },
    set(v) { try { localStorage.setItem('client', v); } catch { /* pages on disk may have no storage */ } },
  };
  const calls = [...document.querySelectorAll('.call')];
  if (calls.length) {
    const names = new Map(calls.map(c => [c.dataset.client, c.querySelector('h4').textContent]));
    const label = document.createElement('label');
    label.className = 'client';
    label.append('Show calls for ');
    const select = document.createElement('select');
    select.id = 'client';
    for (const [id, name] of [...names, ['all', 'all clients']]) select.add(new Option(name, id));
    label.append(select);
    $('examples').after(label);
    const show = id => calls.forEach(c => { c.hidden = id !== 'all' && c.dataset.client !== id; });
    const saved = store.get();
    select.value = saved && [...select.options].some(o => o.value === saved) ? saved : 'go';
    show(select.value);
    select.addEventListener('change', () => { show(select.value); store.set(select.value); });
    calls.forEach(c => {
      if (!navigator.clipboard) return;
      const b = document.createElement('button');
      b.type = 'button';
      b.className = 'copy';
      b.textContent = 'Copy';
      b.addEventListener('click', () => navigator.clipboard.writeText(c.querySelector('code').textContent).then(() => { b.textContent = 'Copied'; setTimeout(() => { b.textContent = 'Copy'; }, 1500); }));
      c.querySelector('h4').after(b);
    });
  }

  // The filter of rules.
  const filter = $('filter');
  if (filter) {
    filter.hidden = false;
    filter.addEventListener('submit', e => e.preventDefault());
    const items = [...$('all').children].map(li => ({ li, level: li.dataset.level, text: li.textContent.toLowerCase() }));
    const apply = () => {
      const words = $('words').value.toLowerCase().split(/\s+/).filter(Boolean), level = $('level').value;
      let n = 0;
      for (const i of items) {
        const yes = (!level || i.level === level) && words.every(w => i.text.includes(w));
        i.li.hidden = !yes;
        n += yes;
      }
      $('count').textContent = n + ' of ' + items.length;
    };
    filter.addEventListener('input', apply);
    apply();
  }

  // The search. Names are compared without case, hyphens and underscores, so that
  // --block-device-mappings, block_device_mappings and BlockDeviceMappings are one.
  const fold = s => s.toLowerCase().replace(/[-_\s]/g, '');
  const kinds = ['operation', 'type', 'member', 'value', 'error', 'rule'];
  function read(text) {
    const entries = [];
    const add = (kind, name, where, url, also) => entries.push({ kind, name, where, url, key: fold(name), also: fold(also) });
    let page = '', title = '', prefix = '', shared = false, path = [], names = [], wires = [];
    for (const line of text.split('\n')) {
      const f = line.split('\t');
      switch (f[0]) {
        case '': break;
        case 'O': [, page, title] = f; prefix = ''; shared = false; path = []; names = []; add(0, title, f[3] || '', page + '.html', ''); break;
        case 'R': prefix = 'response.'; path = []; names = []; wires = []; break;
        case 'T': [, page, title] = f; prefix = ''; shared = true; path = []; names = []; add(1, title, 'type', page + '.html', ''); break;
        case 'E': add(4, f[1], 'error code', 'errors.html#' + f[2], ''); break;
        case 'U': add(5, f[1], 'rule, ' + f[3], 'rules.html#' + f[2], ''); break;
        case 'V': {
          const id = (path.length ? prefix + path.join('.') + '.' : '') + (f[2] || 'value-' + f[1]);
          add(3, f[1], title + (names.length ? ' ' + names.join('.') : ''), page + '.html#' + id, title);
          break;
        }
        default: {
          const depth = f[0].charCodeAt(0) - 97;
          path.length = names.length = wires.length = depth;
          path.push(f[3] || f[1]);
          names.push(f[1]);
          wires.push(f[2] || f[1]);
          const where = prefix ? ' response' : shared ? '' : ' request';
          const e = { kind: 2, name: f[1], where: title + where + (depth ? ' ' + names.slice(0, -1).join('.') : ''), url: page + '.html#' + prefix + path.join('.'), key: fold(f[1]), also: '' };
          e.also = fold(title + ' ' + names.join('.') + (f[2] || depth ? ' ' + wires.join('.') : ''));
          if (f[2]) e.wire = fold(f[2]);
          e.shared = shared;
          entries.push(e);
        }
      }
    }
    return entries;
  }

  // The wire's names have indexes, BlockDeviceMapping.1.Ebs.Iops, which say nothing here.
  const wordsOf = text => text.trim().split(/\s+/).map(w => fold(w.replace(/^--?/, '').replace(/\.(\d+|N)(?=\.|$)/g, ''))).filter(Boolean);
  // Names are lines of one text, in which the engine looks for a word at once: a loop over
  // the names would cost twenty times as much.
  function haystack(entries, linesOf) {
    const lines = [], starts = [], owners = [];
    let at = 1;
    entries.forEach((e, i) => {
      for (const line of linesOf(e)) {
        lines.push(line);
        starts.push(at);
        owners.push(i);
        at += line.length + 1;
      }
    });
    starts.push(at);
    return { text: '\n' + lines.join('\n') + '\n', starts, owners };
  }
  // hits calls f for each entry with a line that has the word, at most once.
  function hits(hay, word, f) {
    let line = 0, last = -1;
    for (let pos = hay.text.indexOf(word); pos >= 0; pos = hay.text.indexOf(word, hay.starts[line + 1] - 1)) {
      const from = word[0] === '\n' ? pos + 1 : pos;
      while (hay.starts[line + 1] <= from) line++;
      if (hay.owners[line] !== last) f(last = hay.owners[line]);
    }
  }

  const most = 40;
  function score(e, words, deep) {
    let sum = 0;
    for (const word of words) {
      if (e.key === word || e.wire === word) sum += 100;
      else if (e.key.startsWith(word)) sum += 50;
      else if (e.key.includes(word)) sum += 20;
      else if (e.wire && e.wire.includes(word)) sum += 15;
      else if (deep && e.also.includes(word)) sum += 1;
      else return 0;
    }
    return sum - e.kind + (e.shared ? 0.5 : 0) - e.name.length / 1000;
  }
  // The best are kept on the way: sorting all that match costs more than finding them.
  function find(entries, text) {
    const words = wordsOf(text), deep = words.length > 1 || text.includes('.'), best = [];
    let total = 0;
    if (!words.length) return { total, list: [] };
    if (!entries.names) {
      entries.names = haystack(entries, e => e.wire ? [e.key, e.wire] : [e.key]);
      entries.paths = haystack(entries, e => [e.key + ' ' + (e.wire || '') + ' ' + e.also]);
    }
    const longest = words.reduce((a, b) => b.length > a.length ? b : a);
    hits(deep ? entries.paths : entries.names, longest.length === 1 ? '\n' + longest : longest, i => {
      const e = entries[i], s = score(e, words, deep);
      if (s === 0) return;
      total++;
      if (best.length === most && s <= best[most - 1].s) return;
      let at = best.length;
      while (at > 0 && best[at - 1].s < s) at--;
      best.splice(at, 0, { s, e });
      if (best.length > most) best.pop();
    });
    return { total, list: best.map(b => b.e) };
  }

  const box = $('query'), results = $('results');
  let entries = null, loading = false;
  function load() {
    if (entries || loading) return;
    loading = true;
    const s = document.createElement('script');
    s.src = 'search.js';
    s.onload = () => { entries = read(window.ec2genIndex); find(entries, 'x'); delete window.ec2genIndex; if (box.value) search(); };
    s.onerror = () => { loading = false; results.textContent = 'search.js is missing.'; results.hidden = false; };
    document.head.append(s);
  }
  function search() {
    if (!box.value.trim()) { results.hidden = true; results.textContent = ''; return; }
    if (!entries) { load(); return; }
    const { total, list } = find(entries, box.value);
    const ol = document.createElement('ul');
    for (const e of list) {
      const li = document.createElement('li'), a = document.createElement('a'), kind = document.createElement('span'), where = document.createElement('span');
      a.href = e.url;
      a.textContent = e.name;
      kind.className = 'kind';
      kind.textContent = kinds[e.kind];
      where.className = 'where';
      where.textContent = e.where;
      a.append(' ', kind, ' ', where);
      li.append(a);
      ol.append(li);
    }
    const p = document.createElement('p');
    p.setAttribute('role', 'status');
    p.textContent = total ? total + (total === 1 ? ' result' : ' results') + (total > list.length ? ', the best ' + list.length + ' of them' : '') : 'Nothing has this name.';
    results.replaceChildren(p, ol);
    results.hidden = false;
  }
  function move(by) {
    const links = [...results.querySelectorAll('a')], at = links.indexOf(document.activeElement) + by;
    if (at < 0) box.focus();
    else if (links[at]) links[at].focus();
  }
  $('search').hidden = false;
  box.addEventListener('focus', load);
  box.addEventListener('input', search);
  box.addEventListener('keydown', e => { if (e.key === 'Enter') { const first = results.querySelector('a'); if (first && !results.hidden) first.click(); } });
  document.querySelector('header').addEventListener('keydown', e => {
    if (e.key === 'ArrowDown') { e.preventDefault(); move(1); }
    if (e.key === 'ArrowUp') { e.preventDefault(); move(-1); }
    if (e.key === 'Escape') { results.hidden = true; box.focus(); }
  });
  results.addEventListener('click', () => { results.hidden = true; });
  document.addEventListener('click', e => { if (!e.target.closest('header')) results.hidden = true; });
  document.addEventListener('keydown', e => {
    if (e.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName) && !e.ctrlKey && !e.metaKey) { e.preventDefault(); box.focus(); }
  });
  // For tests, which measure the time of a search.
  window.ec2genSearch = { load, ready: () => entries !== null, size: () => entries.length, find: text => find(entries, text) };
})();
