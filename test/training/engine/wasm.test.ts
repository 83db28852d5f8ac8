import { numericsSuite } from './numerics-suite.ts';

await numericsSuite('wasm');
