// This file keeps the page up to date: it asks for the state every second, and changes only the
// elements that differ, so that what is open, focused or selected stays. Texts of the server come
// from clients: they become text nodes, and never markup.
'use strict';

const byID = id => document.getElementById(id);
const filter = byID('filter'), follow = byID('follow'), status = byID('status');
let following = true, tag = '', last = null, first = true;

function element(name, className, text) {
  const e = document.createElement(name);
  if (className) e.className = className;
  if (text !== undefined) e.textContent = text;
  return e;
}

function setText(e, text) {
  if (e.textContent !== text) e.textContent = text;
}

// arrange gives parent one child per item, in the order of the items. Children are kept by key.
function arrange(parent, items, key, make, update) {
  const old = new Map([...parent.children].map(e => [e.dataset.key, e]));
  let at = parent.firstElementChild;
  for (const item of items) {
    const k = key(item);
    let e = old.get(k);
    if (e) {
      old.delete(k);
    } else {
      e = make(item);
      e.dataset.key = k;
      if (!first) mark(e);
    }
    update(e, item);
    if (e === at) at = at.nextElementSibling;
    else parent.insertBefore(e, at);
  }
  for (const e of old.values()) e.remove();
}

function mark(e) {
  e.classList.add('new');
  setTimeout(() => e.classList.remove('new'), 3000);
}

// foldable is a details element whose body is loaded when it is opened, and again when it changes.
function foldable(path, show) {
  const e = element('details'), summary = element('summary'), body = element('div', 'body');
  e.append(summary, body);
  e.load = async () => {
    if (!e.open) return;
    try {
      const response = await fetch(path);
      if (response.status === 404) return setText(body, 'It is not kept any more.');
      show(body, await response.json());
    } catch {
      setText(body, 'The server does not respond.');
    }
  };
  e.addEventListener('toggle', e.load);
  return e;
}

// spans gives a summary its parts: class and text, or true for a part that is filled elsewhere.
function spans(summary, parts) {
  const filled = parts.filter(([, text]) => text);
  arrange(summary, filled, ([name]) => name, ([name]) => element('span', name), (e, [, text]) => text === true || setText(e, text));
}

// breakable is a text that may break after its dots: BlockDeviceMapping.1.Ebs.SnapshotId.
function breakable(e, text) {
  for (const part of text.split(/(?<=\.)/)) e.append(part, element('wbr'));
  return e;
}

function table(rows) {
  const t = element('table'), body = element('tbody');
  for (const [name, value] of rows) {
    const row = element('tr'), head = breakable(element('th'), name);
    head.scope = 'row';
    row.append(head, element('td', '', value));
    body.append(row);
  }
  t.append(body);
  return t;
}

function showRequest(body, detail) {
  const response = element('pre', '', detail.response || 'The connection was closed without a response.');
  response.tabIndex = 0; // so that the keyboard scrolls it
  body.replaceChildren(element('h4', '', 'Parameters'), table(detail.parameters),
    element('h4', '', 'Response'), response);
}

function showResource(body, detail) {
  const text = JSON.stringify(detail, (key, value) => value === null || value === '' ? undefined : value, 2);
  const pre = body.firstElementChild || element('pre');
  pre.tabIndex = 0;
  setText(pre, text);
  if (!pre.parentNode) body.replaceChildren(pre);
}

function requestRow(item) {
  const row = element('li');
  row.append(foldable('/-/request/' + encodeURIComponent(item.id), showRequest));
  return row;
}

function updateRequest(row, item) {
  const e = row.firstElementChild, summary = e.firstElementChild;
  const outcome = item.code || (item.status ? String(item.status) : 'no response');
  spans(summary, [['time quiet', item.time], ['name', item.operation], [item.code || !item.status ? 'error' : 'ok', outcome],
    ['where quiet', [item.account, item.region].filter(Boolean).join(' ')], ['changes', Boolean(item.changes)]]);
  const changes = summary.querySelector('.changes');
  if (changes) {
    arrange(changes, item.changes, c => c.join(' '), () => element('span', 'change'), (c, words) => setText(c, words.join(' ')));
  }
  row.hidden = !matches(item);
}

function kindBlock(kind) {
  const block = element('div', 'kind');
  block.append(element('h3'), element('div'), element('p', 'more'));
  return block;
}

function updateKind(block, kind) {
  const shown = kind.resources.filter(matches);
  const name = kind.kind.replace(/[A-Z]/g, c => ' ' + c.toLowerCase()); // securityGroup
  setText(block.children[0], name + ' (' + kind.count + ')');
  arrange(block.children[1], kind.resources, r => r.id + ' ' + r.account + ' ' + r.region,
    r => foldable('/-/resource/' + encodeURIComponent(r.kind) + '/' + encodeURIComponent(r.id), showResource), updateResource);
  const more = kind.count - kind.resources.length;
  setText(block.children[2], more > 0 ? 'and ' + more + ' older ones' : '');
  block.children[2].hidden = more <= 0;
  block.hidden = !shown.length;
}

function updateResource(e, r) {
  const tags = Object.entries(r.tags || {}).filter(([k, v]) => k !== 'Name' || v !== r.name).map(([k, v]) => k + '=' + v).join(', ');
  spans(e.firstElementChild, [['id', r.id], ['name', r.name], ['state', r.state],
    ['where quiet', [r.account, r.region].filter(Boolean).join(' ')], ['tags quiet', tags]]);
  const version = JSON.stringify(r);
  if (e.version !== undefined && e.version !== version) {
    mark(e);
    e.load();
  }
  e.version = version;
  e.hidden = !matches(r);
}

function matches(item) {
  const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
  const text = JSON.stringify(item).toLowerCase();
  return words.every(w => text.includes(w));
}

function show() {
  if (!last) return;
  setText(byID('where'), 'account ' + last.account + ', ' + last.region);
  arrange(byID('resources'), last.kinds, k => k.kind, kindBlock, updateKind);
  arrange(byID('requests'), last.requests, r => r.id, requestRow, updateRequest);
  byID('no-resources').hidden = last.kinds.length > 0;
  byID('no-requests').hidden = last.requests.length > 0;
  if (last.keepsNothing) setText(byID('no-requests'), 'Requests are not kept: -keep is 0.');
  first = false;
}

async function poll() {
  if (following && !document.hidden) {
    try {
      const response = await fetch('/-/state', {headers: tag ? {'If-None-Match': tag} : {}, cache: 'no-store'});
      if (response.ok) {
        tag = response.headers.get('ETag') || '';
        last = await response.json();
        show();
      } else if (response.status !== 304) {
        throw new Error('status ' + response.status);
      }
      status.className = '';
      setText(status, 'up to date');
    } catch {
      status.className = 'bad';
      setText(status, 'the server does not respond');
    }
  }
  setTimeout(poll, 1000);
}

filter.addEventListener('input', show);
follow.addEventListener('click', () => {
  following = !following;
  follow.setAttribute('aria-pressed', String(following));
  setText(follow, following ? 'Following' : 'Paused');
  if (!following) setText(status, 'paused');
});
const seeks = event => event.key === '/' && document.activeElement !== filter && !event.ctrlKey && !event.metaKey;
document.addEventListener('keydown', event => {
  if (seeks(event)) event.preventDefault(); // Firefox searches in the page
  if (event.key === 'Escape' && document.activeElement === filter) {
    filter.value = '';
    show();
  }
});
document.addEventListener('keyup', event => {
  if (seeks(event)) filter.focus();
});
poll();
