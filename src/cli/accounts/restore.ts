import { readKeptRow } from '../../accounts/kept-row.js';
import { look } from '../../accounts/look.js';
import { Refusal } from '../../accounts/refusal.js';
import { restore as putBack } from '../../accounts/restore.js';
import { sanitize } from '../../messages/sanitize.js';
import type { Desk } from './desk.js';
import { chooseInstance, discoverAll, reach } from './find.js';
import { confirm } from './reset.js';
import { showInstance } from './show.js';

/** Puts an old row back from the copy that a reset has made. @throws Refusal where nothing was changed */
export async function restore(desk: Desk, backup: string): Promise<number> {
  const { settings, io, screen, questions, signal, note, json } = desk;
  const { email, dryRun, yes } = settings.account;
  note({ action: 'restore', dryRun, backup });
  const row = await readKeptRow(backup, io.cwd);
  const found = await discoverAll(settings, io, signal);
  const instance = await chooseInstance(found, screen, io, questions);
  note({ instance });
  const place = reach(instance, found.docker, screen, io);
  const asked = { backup, row, email };
  const seen = await putBack(place, { ...asked, dry: true });
  const looked = await look(place, seen.email, signal);
  const account = looked.accounts.find((one) => one.email === seen.email) ?? null;
  note({ database: looked.database, account, columns: seen.columns });
  showInstance(screen, io.stderr, instance);
  screen.row(io.stderr, 'account', sanitize(seen.email));
  screen.row(io.stderr, 'change', screen.say('accounts.value.columns', { columns: seen.columns }));
  if (dryRun) {
    if (looked.unwritable !== null) throw new Refusal(looked.unwritable === 'read-only' ? 'read-only' : 'forbidden');
    if (!json) screen.line(io.stdout, screen.say('accounts.dry-run'));
    return 0;
  }
  if (!yes) await confirm(desk, 'accounts.ask.restore', { email: seen.email });
  if (signal.aborted) throw new Refusal('interrupted');
  await putBack(place, { ...asked, dry: false });
  note({ changed: true });
  const text = screen.say('accounts.done.restored', { email: seen.email });
  if (!json) screen.line(io.stdout, `${screen.unicode ? '✔' : '+'} ${text}`);
  return 0;
}
