// Hugging Face's hub as huggingface_hub asks it (https://huggingface.co/docs/huggingface_hub): revision, tree, resolve,
// the relative redirect of small files and the redirect of large ones to a CDN host. Every repository holds the same files.
import { createHash } from 'node:crypto';

const commit = '1110a243fdf4706b3f48f1d95db1a4f5529b4d41';
const weights = Buffer.alloc(300_000, 'lab weights\n');
const files = {
  'config.json': Buffer.from(JSON.stringify({ architectures: ['BertModel'], model_type: 'bert', hidden_size: 384 })),
  'modules.json': Buffer.from('[]'),
  'README.md': Buffer.from('# A model of the lab\n'),
  'tokenizer.json': Buffer.from('{"version":"1.0"}'),
  'model.safetensors': weights,
};
const known = /^(sentence-transformers\/[\w.-]+|Systran\/[\w.-]+|TaylorAI\/[\w.-]+)$/;

const large = (name) => name.endsWith('.safetensors');
const etagOf = (name) =>
  createHash(large(name) ? 'sha256' : 'sha1')
    .update(files[name])
    .digest('hex');
const json = (response, status, body, headers = {}) =>
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      ratelimit: '"resolvers";r=2998;t=172',
      ...headers,
    })
    .end(JSON.stringify(body));

function sendFile(request, response, name) {
  const body = files[name];
  const headers = {
    'content-type': 'application/octet-stream',
    'content-length': body.length,
    etag: `"${etagOf(name)}"`,
    'x-repo-commit': commit,
    'accept-ranges': 'bytes',
  };
  const from = Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (from > 0) {
    response.writeHead(206, {
      ...headers,
      'content-length': body.length - from,
      'content-range': `bytes ${from}-${body.length - 1}/${body.length}`,
    });
  } else {
    response.writeHead(200, headers);
  }
  response.end(request.method === 'HEAD' ? undefined : body.subarray(from));
}

/** Answers one request to the hub, to its mirror, or to one of its CDN hosts. */
export function huggingFace(request, response, { host }) {
  const url = new URL(request.url.replace(/^\/+/, '/'), `https://${host}`);
  const path = decodeURIComponent(url.pathname);
  if (host.endsWith('.hf.co')) return cdn(request, response, path);
  if (request.headers.authorization === 'Bearer hf_expired')
    return json(response, 401, { error: 'Invalid credentials in Authorization header' });

  const cached = /^\/api\/resolve-cache\/models\/([^/]+\/[^/]+)\/[^/]+\/(.+)$/.exec(path);
  if (cached)
    return cached[2] in files
      ? sendFile(request, response, cached[2])
      : json(response, 404, { error: 'Entry not found' });
  const api = /^\/api\/models\/([^/]+\/[^/]+)(?:\/(revision|tree)\/[^/]+)?\/?$/.exec(path);
  if (api) return api[2] === 'tree' ? tree(response, api[1]) : info(response, api[1]);
  const resolve = /^\/([^/]+\/[^/]+)\/resolve\/[^/]+\/(.+)$/.exec(path);
  if (resolve) return redirect(response, resolve[1], resolve[2]);
  response.writeHead(path === '/' ? 200 : 404, { 'content-type': 'text/html' }).end('<html>Hugging Face</html>');
}

function unknownRepository(response) {
  return json(
    response,
    401,
    { error: 'Invalid username or password.' },
    { 'x-error-code': 'RepoNotFound', 'x-error-message': 'Repository not found' },
  );
}

function info(response, repository) {
  if (!known.test(repository)) return unknownRepository(response);
  const siblings = Object.keys(files).map((rfilename) => ({ rfilename }));
  json(response, 200, {
    _id: '1',
    id: repository,
    modelId: repository,
    sha: commit,
    private: false,
    gated: false,
    disabled: false,
    tags: [],
    downloads: 1,
    likes: 1,
    siblings,
  });
}

function tree(response, repository) {
  if (!known.test(repository)) return unknownRepository(response);
  const entry = (path) => ({
    type: 'file',
    oid: etagOf(path),
    size: files[path].length,
    path,
    ...(large(path) && { lfs: { oid: etagOf(path), size: files[path].length, pointerSize: 133 } }),
  });
  json(response, 200, Object.keys(files).map(entry));
}

function redirect(response, repository, name) {
  if (!known.test(repository)) return unknownRepository(response);
  if (!(name in files))
    return json(
      response,
      404,
      { error: 'Entry not found' },
      { 'x-error-code': 'EntryNotFound', 'x-repo-commit': commit },
    );
  const linked = {
    'x-repo-commit': commit,
    'x-linked-size': files[name].length,
    'x-linked-etag': `"${etagOf(name)}"`,
    etag: `"${etagOf(name)}"`,
    'content-length': 0,
  };
  const location = large(name)
    ? `https://cas-bridge.xethub.hf.co/xet-bridge-us/${etagOf(name)}?name=${name}&Expires=1`
    : `/api/resolve-cache/models/${repository}/${commit}/${name}?etag=${etagOf(name)}`;
  response.writeHead(large(name) ? 302 : 307, { ...linked, location }).end();
}

function cdn(request, response, path) {
  const name = Object.keys(files).find((file) => large(file) && path.endsWith(etagOf(file)));
  if (name === undefined)
    return response
      .writeHead(403, { 'content-type': 'application/xml' })
      .end('<Error><Code>AccessDenied</Code></Error>');
  sendFile(request, response, name);
}
