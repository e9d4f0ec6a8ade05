// What the pages of the clinic's side take from this bundle, by the name `clinicMarkdown`.

import { mount } from './editor.js';
import { fromHtml } from './pasted/from-html.js';

globalThis.clinicMarkdown = { mount, fromHtml };
