import type { Recorded, Table } from '../context.js';

const REPO = 'sentence-transformers/all-MiniLM-L6-v2';
export const HF = 'https://huggingface.co';
export const MIRROR = 'https://hf-mirror.com';

/** What a hub answers to the description of a model, a small file and a large one. */
export const hub = (base: string, info: Recorded, file: Recorded = info, large: Recorded = info): Table => ({
  [`* GET ${base}/api/models/${REPO}/revision/main`]: info,
  [`* HEAD ${base}/${REPO}/resolve/main/config.json`]: file,
  [`* HEAD ${base}/${REPO}/resolve/main/model.safetensors`]: large,
});
export const control = (seen: Recorded): Table => ({ '* HEAD https://github.com/': seen });
/** An answer after a redirect to a CDN host. */
export const atCdn = (outcome: 'ok' | 'timeout' | 'http-status', status = 200): Recorded => ({
  outcome,
  evidence: { status, redirects: [{ status: 302, location: 'https://cdn-lfs.hf.co/repos/x?sig=y' }] },
});
