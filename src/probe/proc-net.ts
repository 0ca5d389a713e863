/** A line of /proc/net/tcp or tcp6 in state LISTEN. */
export interface ListeningSocket {
  readonly address: string;
  readonly port: number;
  readonly family: 4 | 6;
  readonly inode: string;
}
const LISTEN = '0A';

/**
 * Reads the kernel's table of TCP sockets.
 * @param text content of /proc/net/tcp or /proc/net/tcp6
 * @returns the listening ones, in the order of the table
 */
export function parseListening(text: string): readonly ListeningSocket[] {
  return text.split('\n').flatMap((line) => {
    const [, local = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    const match = /^([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})$/.exec(local);
    if (state !== LISTEN || !match?.[1] || !match[2]) return [];
    const family = match[1].length === 8 ? 4 : 6;
    const address = family === 4 ? address4(match[1]) : address6(match[1]);
    return [{ address, port: Number.parseInt(match[2], 16), family, inode }];
  });
}

/** The kernel prints words in the machine's own order of bytes: little-endian on everything that Node runs on. */
function address4(hex: string): string {
  return bytesOf(hex).reverse().join('.');
}

function address6(hex: string): string {
  const bytes = [0, 8, 16, 24].flatMap((at) => bytesOf(hex.slice(at, at + 8)).reverse());
  const groups = Array.from({ length: 8 }, (_, at) =>
    (((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0)).toString(16),
  );
  const text = groups.join(':');
  if (text.startsWith('0:0:0:0:0:ffff:')) return `::ffff:${bytes.slice(12).join('.')}`;
  // The first longest run of zeros becomes `::`.
  const runs = [...text.matchAll(/\b0(?::0)+\b/g)];
  const longest = runs.reduce((most, run) => (run[0].length > (most?.[0].length ?? 0) ? run : most), runs[0]);
  if (!longest) return text;
  const rest = text.slice(longest.index + longest[0].length);
  return `${text.slice(0, longest.index).replace(/:$/, '')}::${rest.replace(/^:/, '')}`;
}

function bytesOf(hex: string): number[] {
  return (hex.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16));
}
