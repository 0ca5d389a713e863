import { confined } from '../guard/confine.js';

let done = false;

/**
 * Keeps plug-ins from ending the process and from writing into the report: from now on, what their code writes to the
 * standard output goes to the standard error, `process.exit` throws in it, and what it throws beside an answer is told to
 * whom it was confined for. Everything else is as it was.
 */
export function confineProcess(): void {
  if (done) return;
  done = true;
  const { stdout, stderr } = process;
  process.exit = new Proxy(process.exit, {
    apply(exit, self, args) {
      if (confined()) throw new Error(`process.exit(${args.length > 0 ? String(args[0]) : ''})`);
      return Reflect.apply(exit, self, args);
    },
  });
  stdout.write = new Proxy(stdout.write, {
    apply: (write, _self, args) =>
      confined() ? Reflect.apply(stderr.write, stderr, args) : Reflect.apply(write, stdout, args),
  });
  process.setUncaughtExceptionCaptureCallback((error) => {
    const who = confined();
    if (who) who.broke(error);
    else process.emit('uncaughtException', error);
  });
}
