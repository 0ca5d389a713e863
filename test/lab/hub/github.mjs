// github.com and api.github.com, as far as "what is the latest release" goes.

const latest = { 'ollama/ollama': 'v0.32.15', 'open-webui/open-webui': 'v0.12.4' };

/** Answers like GitHub: the API with its rate limit headers, the web page with a redirect to the tag. */
export function github(request, response, { host, mode, releases }) {
  const path = request.url.split('?')[0];
  const repository = /^(?:\/repos)?\/([\w.-]+\/[\w.-]+)\/releases\/latest$/.exec(path)?.[1];
  const tag = repository === undefined ? undefined : (releases[repository] ?? latest[repository]);
  if (host === 'github.com') {
    if (tag === undefined)
      return response.writeHead(404, { 'content-type': 'text/html' }).end('<html>Not Found</html>');
    return response.writeHead(302, { location: `https://github.com/${repository}/releases/tag/${tag}` }).end();
  }
  const left = mode === 'rate-limited' ? 0 : 57;
  const limits = {
    'x-ratelimit-limit': '60',
    'x-ratelimit-remaining': `${left}`,
    'x-ratelimit-reset': `${Math.floor(Date.now() / 1000) + 1800}`,
    'x-ratelimit-resource': 'core',
  };
  const send = (status, body) =>
    response
      .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...limits })
      .end(JSON.stringify(body));
  if (!request.headers['user-agent']) return send(403, { message: 'Request forbidden by administrative rules.' });
  if (mode === 'rate-limited') return send(403, { message: 'API rate limit exceeded' });
  if (tag === undefined) return send(404, { message: 'Not Found' });
  return send(200, {
    html_url: `https://github.com/${repository}/releases/tag/${tag}`,
    tag_name: tag,
    name: tag,
    draft: false,
    prerelease: false,
    created_at: '2026-10-01T10:00:00Z',
    published_at: '2026-10-01T11:00:00Z',
    assets: [],
  });
}
