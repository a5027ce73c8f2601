// Pages work without this; it only adds what is nicer with script, such as counting characters.
import { initAll } from './govuk-frontend.js';

document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
