// The review of a document works without this. With it: the source scrolls to where an item stands, what is typed is
// saved as one goes, selected text becomes an item, and colleagues' changes show while the page is open.
const review = document.querySelector('[data-review]');
const adding = document.querySelector('[data-adding]');

if (review) {
  const { review: documentId, item: itemId } = review.dataset;
  const form = review.querySelector('[data-item-form]');
  const saving = form ? saveAsOneGoes(form, `/api/v1/documents/${documentId}/items/${itemId}`) : null;
  showMarked(review);
  moveByKeys(form, saving);
  watchColleagues(review, documentId, itemId, form);
  addFromSelection(review);
} else if (adding) {
  fillFromSource(adding);
  submitByKeys(adding.querySelector('[data-add-form]'));
}

/** Brings the lines of the item into view inside the source, without moving the page. */
function showMarked(page) {
  const source = page.querySelector('[data-source]');
  const marked = source?.querySelector('[data-marked]');
  if (marked) bringIntoView(source, marked);
  for (const link of page.querySelectorAll('[data-show]')) {
    link.addEventListener('click', (event) => {
      const lines = page.querySelector(`[data-from="${link.dataset.show}"]`);
      if (!lines) return;
      event.preventDefault();
      for (const other of page.querySelectorAll('.app-source__item--shown')) {
        other.classList.remove('app-source__item--shown');
      }
      // The address may still name the one shown before.
      lines.parentElement.classList.add('app-source--chosen');
      lines.classList.add('app-source__item--shown');
      if (isBeside(source)) bringIntoView(source, lines);
      else lines.scrollIntoView({ block: 'start' });
      lines.focus({ preventScroll: true });
      history.replaceState(null, '', `#${lines.id}`);
    });
  }
}

function isBeside(source) {
  return getComputedStyle(source).overflowY === 'auto';
}

function bringIntoView(source, lines) {
  if (!isBeside(source)) return;
  const above = lines.getBoundingClientRect().top - source.getBoundingClientRect().top;
  source.scrollTop += above - source.clientHeight / 4;
}

/** Saves a changed field when it is left. The buttons and keys save too; nothing is lost when this cannot. */
function saveAsOneGoes(form, address) {
  const said = form.querySelector('[data-saved]');
  const version = form.elements.namedItem('version');
  const token = form.elements.namedItem('_csrf');
  const names = [
    'text',
    'area',
    'grade',
    'number',
    'priority',
    'addressee',
    'theme',
    'timescale',
    'section',
    'sentiment',
    'page',
  ];
  const values = () => {
    const typed = new FormData(form);
    return Object.fromEntries(
      names.filter((name) => typed.has(name)).map((name) => [name, plain(typed.get(name))]),
    );
  };
  let saved = values();
  let running = Promise.resolve(true);
  let isStale = false;

  async function save() {
    const now = values();
    const changed = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== saved[name]));
    if (Object.keys(changed).length === 0) return true;
    if (isStale) return false;
    said.textContent = 'Saving…';
    const answer = await fetch(address, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/json',
        'if-match': `"${version.value}"`,
        'x-csrf-token': token.value,
      },
      body: JSON.stringify(changed),
    }).catch(() => null);
    const body = await answer?.json().catch(() => null);
    if (answer?.ok) {
      setVersion(form, version.value, body.version);
      saved = now;
      const time = new Date().toLocaleTimeString('en-GB', {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      });
      said.textContent = `Saved at ${time}`;
      return true;
    }
    isStale = answer?.status === 412;
    said.textContent = isStale
      ? 'Not saved: somebody else changed this meanwhile. Press Save to see both and choose.'
      : answer?.status === 422
        ? `Not saved yet: ${(body?.errors ?? []).map((error) => error.message).join('. ') || 'something is missing'}.`
        : 'Not saved: the service could not be reached. Press Save to try again.';
    return false;
  }
  let waiting = 0;
  const queued = () => {
    waiting += 1;
    return (running = running.then(save).finally(() => (waiting -= 1)));
  };
  form.addEventListener('change', queued);
  // A button pressed right after typing must not be sent with the version from before that was saved.
  document.addEventListener('submit', async (event) => {
    if (waiting === 0) return;
    event.preventDefault();
    await running;
    event.target.requestSubmit(event.submitter);
  });
  return { now: queued };
}

/** Every form of the page changes the same item, so each must know its version. */
function setVersion(form, before, after) {
  for (const field of document.querySelectorAll('[data-review] input[name="version"]')) {
    if (field.value === String(before)) field.value = String(after);
  }
}

function plain(value) {
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : value;
}

/** Ctrl+Enter saves and goes on; Alt+Page Down and Alt+Page Up go to the next and the previous one. */
function moveByKeys(form, saving) {
  document.addEventListener('keydown', async (event) => {
    if (form && isSend(event)) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const rel = { PageDown: 'next', PageUp: 'prev' }[event.key];
    const link = rel && document.querySelector(`.app-place a[rel="${rel}"]`);
    if (!link) return;
    event.preventDefault();
    // What could not be saved stays on the page, with the reason beside it.
    if (saving === null || (await saving.now())) location.assign(link.href);
  });
}

function submitByKeys(form) {
  form?.addEventListener('keydown', (event) => {
    if (!isSend(event)) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

function isSend(event) {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}

/** Asks every little while who else is here and whether they changed this item. */
function watchColleagues(page, documentId, itemId, form) {
  const company = page.querySelector('[data-company]');
  const changed = page.querySelector('[data-changed]');
  if (!company) return;
  const opened = Date.now();
  let told = '';
  setInterval(async () => {
    if (document.hidden) return;
    const query = itemId ? `?item=${itemId}` : '';
    const answer = await fetch(`/api/v1/documents/${documentId}/reviewers${query}`).catch(() => null);
    const found = answer?.ok ? await answer.json() : null;
    if (!found) return;
    const here = found.others
      .map(({ name, at }) => `${name} is reviewing this document too${at ? `, at ${at}` : ''}.`)
      .join(' ');
    const others = company.querySelector('[data-company-others]');
    // Said only when it is something new, so that a screen reader does not repeat it.
    if (others.textContent !== here) others.textContent = here;
    company.hidden = here === '' && !company.querySelector('details');
    const mine = found.changes.find((change) => change.itemId === itemId && Date.parse(change.at) > opened);
    if (!mine || !changed || !form || mine.at === told) return;
    told = mine.at;
    changed.hidden = false;
    changed.textContent = `${mine.name} changed this item while you were looking at it. Save to see both and choose, or load the page again.`;
  }, 15_000);
}

/** Which lines a selection touches, and its words; null when nothing of the source is selected. */
function selectedIn(source) {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const lines = [...source.querySelectorAll('[data-line]')].filter((line) => range.intersectsNode(line));
  const words = selection
    .toString()
    .replace(/(\p{Ll})-\n(?=\p{Ll})/gu, '$1')
    .replace(/\s+/g, ' ')
    .trim();
  if (lines.length === 0 || words === '') return null;
  return { from: lines[0].dataset.line, to: lines.at(-1).dataset.line, words };
}

/** On a page of the source: what is selected can be added as an item. */
function addFromSelection(page) {
  const source = page.querySelector('[data-source]');
  const bar = page.querySelector('[data-select]');
  if (!source || !bar) return;
  document.addEventListener('selectionchange', () => {
    const found = selectedIn(source);
    bar.hidden = found === null;
    if (!found) return;
    bar.querySelector('[data-select-text]').textContent =
      `Selected: ${found.words.slice(0, 80)}${found.words.length > 80 ? '…' : ''}`;
    for (const link of bar.querySelectorAll('[data-select-add]')) {
      const address = new URL(link.href);
      address.searchParams.set('from', found.from);
      address.searchParams.set('to', found.to);
      link.href = address.href;
    }
  });
}

/** On the page for adding: lines ticked or text selected fill the form at once, with their place. */
function fillFromSource(page) {
  const form = page.querySelector('[data-add-form]');
  const source = page.querySelector('[data-lines]');
  const said = page.querySelector('[data-said]');
  const button = page.querySelector('[data-use-lines]');
  const text = form.elements.namedItem(page.dataset.adding === 'judgement' ? 'area' : 'text');
  const fill = ({ from, to, words }) => {
    const number = /^\(?(\d{1,3}(?:\.\d{1,2})?[a-z]?)[.):]\s+/.exec(words);
    const field = form.elements.namedItem('number');
    text.value = (number && field ? words.slice(number[0].length) : words).replace(/^[•▪●○■–—*·‣◦-]\s+/, '');
    if (number && field) field.value = number[1];
    form.elements.namedItem('from').value = from;
    form.elements.namedItem('to').value = to;
    const pageField = form.elements.namedItem('page');
    if (pageField) pageField.value = from.split('-')[0];
    said.textContent = `The form has these words now: ${text.value.slice(0, 60)}${text.value.length > 60 ? '…' : ''}`;
  };
  const ticked = () => {
    const boxes = [...source.querySelectorAll('input[name="line"]')];
    const first = boxes.findIndex((box) => box.checked);
    const last = boxes.findLastIndex((box) => box.checked);
    const inside = boxes.map((_, at) => first >= 0 && at >= first && at <= last);
    boxes.forEach((box, at) => box.parentElement.classList.toggle('app-lines__line--in', inside[at]));
    if (first < 0) return null;
    const words = boxes
      .slice(first, last + 1)
      .map((box) => source.querySelector(`label[for="${box.id}"]`).textContent.trim())
      .reduce(
        (all, line) =>
          (/\p{Ll}-$/u.test(all) && /^\p{Ll}/u.test(line)
            ? all.slice(0, -1) + line
            : `${all} ${line}`
          ).trim(),
        '',
      );
    return { from: boxes[first].value, to: boxes[last].value, words };
  };
  let selected = null;
  document.addEventListener('selectionchange', () => {
    const found = selectedIn(source);
    // Pressing the button ends the selection, so the last one is kept until another takes its place.
    if (found) selected = found;
    else if (document.activeElement !== button) selected = null;
    button.textContent = selected ? 'Use the selected text' : 'Use the lines ticked';
  });
  button.addEventListener('mousedown', (event) => event.preventDefault());
  source.addEventListener('change', ticked);
  source.addEventListener('submit', (event) => {
    const found = selected ?? ticked();
    if (!found) return;
    event.preventDefault();
    fill(found);
    text.focus();
  });
  ticked();
}
