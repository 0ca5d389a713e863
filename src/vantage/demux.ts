const HEADER_BYTES = 8;
const STDOUT = 1;
/** More than this is no answer of the script. */
const MOST_BYTES = 8_388_608;

/** Takes the engine's frames apart: `write` is given what comes, `lines` gives whole lines of the first output. */
export interface Demux {
  /** @returns whole lines of standard output that have come to their end */
  write(chunk: Buffer): readonly string[];
  /** True once more has come than a script would write. */
  readonly flooded: boolean;
}

/** The engine sends both outputs over one connection, in frames: kind, three zeros, length (32 bits), content. */
export function demux(): Demux {
  let frames = Buffer.alloc(0);
  let line = '';
  let bytes = 0;
  const decoder = new TextDecoder();
  return {
    get flooded() {
      return bytes > MOST_BYTES;
    },
    write(chunk) {
      bytes += chunk.length;
      frames = Buffer.concat([frames, chunk]);
      for (;;) {
        if (frames.length < HEADER_BYTES) break;
        const end = HEADER_BYTES + frames.readUInt32BE(4);
        if (frames.length < end) break;
        if (frames[0] === STDOUT) line += decoder.decode(frames.subarray(HEADER_BYTES, end), { stream: true });
        frames = frames.subarray(end);
      }
      const lines = line.split('\n');
      line = lines.pop() ?? '';
      return lines;
    },
  };
}
