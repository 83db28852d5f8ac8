// The default app of Electron, as far as we need it: `electron [-r module] [--flags] <app folder> [arguments]`.
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const given = process.argv.slice(1);
const own = [];
for (let i = 0; i < given.length; i++) {
  if (given[i] === '-r' || given[i] === '--require') own.push({ load: given[++i] });
  else if (!given[i].startsWith('-')) {
    own.push({ folder: given[i] });
    break;
  }
}
for (const { load } of own) if (load) require(resolve(load));
const folder = resolve(own.find((one) => one.folder)?.folder ?? '.');
const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(description.productName ?? description.name);
app.setVersion(description.version);
require(join(folder, description.main));
