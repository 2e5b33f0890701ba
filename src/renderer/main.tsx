import { CSPProvider } from '@base-ui/react/csp-provider';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
// Before the components, whose styles build on these.
import './styles/tokens.css';
import './styles/base.css';
import './styles/forced-colors.css';
import { speak } from './speak.js';
import { languageOf } from '../words/languages.js';
import { App } from './App.js';
import { styleNonce } from './styles/style-nonce.js';

// Before the first picture, so that nothing flashes; the settings follow.
void speak(languageOf('system', navigator.language));
const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
document.documentElement.dataset['theme'] = systemIsDark ? 'dark' : 'light';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <CSPProvider nonce={styleNonce()}>
      <App />
    </CSPProvider>
  </StrictMode>,
);
