import { mount } from 'svelte';

import App from './App.svelte';
import Display from './components/session/Display.svelte';
import './styles/tokens.css';
import './styles/base.css';

/** The second window of a session is the same page at this place of it. */
const DISPLAY = '#session-display';

mount(location.hash === DISPLAY ? Display : App, { target: document.getElementById('app')! });
