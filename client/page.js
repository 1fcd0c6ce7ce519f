/** The upload page: sends the form, shows the report or what went wrong. Works without script too: the form then opens the report itself. */
import { texts } from './texts.js';

const form = document.querySelector('form');
const file = document.querySelector('#file');
const status = document.querySelector('#status');
const problem = document.querySelector('#problem');
const result = document.querySelector('#result');
let language = 'en';
let address = null;

setLanguage(localStorage.getItem('language') ?? (navigator.language.startsWith('ja') ? 'ja' : 'en'));
for (const button of document.querySelectorAll('[data-language]')) {
  button.addEventListener('click', () => setLanguage(button.dataset.language));
}
for (const button of document.querySelectorAll('[data-sample]')) {
  button.addEventListener('click', () => trySample(button.dataset.sample));
}
form.addEventListener('submit', (event) => {
  event.preventDefault();
  void send();
});

function setLanguage(chosen) {
  language = chosen in texts ? chosen : 'en';
  localStorage.setItem('language', language);
  document.documentElement.lang = language;
  document.querySelector('#lang').value = language;
  for (const element of document.querySelectorAll('[data-text]'))
    element.textContent = texts[language][element.dataset.text];
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language));
  }
  document.title = texts[language].title;
  document.querySelector('#report').title = texts[language].result;
}

async function trySample(sample) {
  const response = await fetch(`/samples/${sample}`).catch(() => null);
  if (!response?.ok) return fail(texts[language].unreachable);
  const chosen = new DataTransfer();
  chosen.items.add(new File([await response.blob()], `sample-${sample}.docx`));
  file.files = chosen.files;
  await send();
}

async function send() {
  problem.textContent = '';
  result.hidden = true;
  status.textContent = texts[language].working;
  form.setAttribute('aria-busy', 'true');
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      body: new FormData(form),
      headers: { 'Accept-Language': language },
    });
    if (response.ok) show(await response.text());
    else fail((await response.json()).detail);
  } catch {
    fail(texts[language].unreachable);
  } finally {
    form.removeAttribute('aria-busy');
  }
}

function show(html) {
  if (address) URL.revokeObjectURL(address);
  address = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  document.querySelector('#report').srcdoc = html;
  document.querySelector('#open').href = address;
  const save = document.querySelector('#save');
  save.href = address;
  save.download = `${(file.files[0]?.name ?? texts[language].pasted).replace(/\.[^.]+$/, '')}-report.html`;
  status.textContent = texts[language].done;
  result.hidden = false;
  document.querySelector('#result-heading').focus();
}

function fail(text) {
  status.textContent = '';
  problem.textContent = text;
}
