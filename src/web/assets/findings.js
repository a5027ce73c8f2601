// Answering findings works without this. With it: the best proposal has the focus, and keys with a modifier choose
// what a finding says, go on, and go to another one.
const screen = document.querySelector('[data-findings]');
const form = screen?.querySelector('[data-answer-form]');

if (form) {
  const hasErrors = document.querySelector('.govuk-error-summary') !== null;
  if (!hasErrors) firstToUse()?.focus({ preventScroll: true });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey) {
      if (event.key === 'Enter') send(event);
      return;
    }
    if (!event.altKey) return;
    const nth = /^Digit([1-5])$/.exec(event.code)?.[1];
    if (event.shiftKey) {
      if (nth !== undefined) tick(event, Number(nth));
      return;
    }
    if (event.key === 'PageDown') go(event, 'next');
    if (event.key === 'PageUp') go(event, 'prev');
    const digit = /^Digit([0-5])$/.exec(event.code)?.[1];
    if (digit !== undefined) choose(event, Number(digit));
  });
}

/** On the first step the best proposal; on the second the first choice that is wanted, or else the button. */
function firstToUse() {
  if (!screen.hasAttribute('data-confirm')) return form.querySelector('input[type="checkbox"]');
  return form.querySelector('input[type="radio"]') ?? form.querySelector('button');
}

function send(event) {
  event.preventDefault();
  form.requestSubmit();
}

function go(event, where) {
  const link = screen.querySelector(`a[rel="${where}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
}

/** The nth proposal, not the actions towards it. */
function tick(event, nth) {
  const proposals = form.querySelectorAll('input[type="checkbox"][data-proposal]');
  const target = proposals[nth - 1];
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.click();
}

function choose(event, digit) {
  const target =
    digit === 0 ? form.elements.namedItem('note') : form.querySelectorAll('input[name="answer"]')[digit - 1];
  if (!target || target.type === 'hidden') return;
  event.preventDefault();
  target.focus();
  if (digit > 0) target.click();
}
