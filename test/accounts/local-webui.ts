import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { placesOf, type WebUiVersion } from '../lab/images.js';
import type { Lab } from '../lab/index.js';
import type { LabProcess } from '../lab/types.js';

/** The real Open WebUI on the lab's host, as its Python package or its sources lay it out. */
export interface LocalWebui {
  /** Folder with webui.db. */
  readonly data: string;
  readonly base: string;
  start(): Promise<LabProcess>;
}
const PORT = 8090;

/** Where one version's files lie in the lab's cache. */
function cached(version: WebUiVersion): string {
  const layers = join(placesOf(version).bundle, 'overlay2');
  const layer = readdirSync(layers).find((name) => existsSync(join(layers, name, 'diff', 'app', 'build')));
  if (layer === undefined) throw new Error(`the image of ${version} is not in the cache`);
  return join(layers, layer, 'diff');
}

/**
 * Installs a version on the lab's host from the cache, with data that were used once.
 * @param layout `package`: as pip and uv do, data inside the package; `sources`: as a git checkout has it
 * @param env variables that it is started with
 */
export async function installWebui(
  lab: Lab,
  version: WebUiVersion,
  layout: 'package' | 'sources',
  env: Readonly<Record<string, string>> = {},
): Promise<LocalWebui> {
  await lab.image(version);
  const files = cached(version);
  const place = `/tmp/owui-doctor-local-${process.pid}`;
  const venv = `${place}/venv`;
  const site = `${venv}/lib/python3.11/site-packages`;
  const code = layout === 'package' ? `${site}/open_webui` : `${place}/backend/open_webui`;
  const data = layout === 'package' ? `${code}/data` : `${place}/backend/data`;
  await lab.seedVolume('local', { version });
  const seed = (await lab.docker('volume', 'inspect', '-f', '{{.Mountpoint}}', 'local')).trim();
  const made = await lab.host([
    'bash',
    '-euc',
    `rm -rf ${place}; mkdir -p ${venv}/bin ${site} $(dirname ${code})
printf 'home = /usr/bin\\ninclude-system-site-packages = false\\nversion = 3.11.2\\n' >${venv}/pyvenv.cfg
ln -s /usr/bin/python3.11 ${venv}/bin/python3
echo ${files}/usr/local/lib/python3.11/site-packages >${site}/cached.pth
cp -a ${files}/app/backend/open_webui ${code}
cp -a ${files}/app/package.json ${files}/app/CHANGELOG.md ${place}/
ln -s ${files}/app/build ${layout === 'package' ? `${code}/frontend` : `${place}/build`}
printf '#!${venv}/bin/python3\\nfrom open_webui import app\\napp()\\n' >${venv}/bin/open-webui
chmod +x ${venv}/bin/open-webui
mkdir -p ${data}; cp -a ${seed}/. ${data}/`,
  ]);
  if (made.code !== 0) throw new Error(made.stderr);
  const base = `http://127.0.0.1:${PORT}`;
  const words =
    layout === 'package'
      ? [`${venv}/bin/open-webui`, 'serve', '--port', String(PORT)]
      : [`${venv}/bin/python3`, '-m', 'uvicorn', 'open_webui.main:app', '--port', String(PORT)];
  const options = {
    env: { WEBUI_SECRET_KEY: 'local', OFFLINE_MODE: 'true', ...env },
    cwd: layout === 'package' ? place : `${place}/backend`,
  };
  return {
    data,
    base,
    start: async () => {
      const server = await lab.hostSpawn(words, options);
      const waiting = `for i in $(seq 240); do curl -sf ${base}/health && exit; sleep 0.5; done; exit 1`;
      const healthy = await lab.host(['bash', '-c', waiting], { timeoutMs: 150_000 });
      if (healthy.code !== 0) throw new Error(server.log());
      return server;
    },
  };
}

/** Takes the installation away. */
export async function removeLocal(lab: Lab): Promise<void> {
  await lab.host(['rm', '-rf', `/tmp/owui-doctor-local-${process.pid}`]);
}
