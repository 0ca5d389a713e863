import { confined, startConfining } from '../guard/confine.js';

/**
 * Keeps plug-ins from ending the process and from writing into the report: from now on, what their code writes to the
 * standard output goes to the standard error, `process.exit` throws in it, and what it throws beside an answer is told to
 * whom it was confined for. Everything else is as it was.
 */
export function confineProcess(): void {
  if (process.hasUncaughtExceptionCaptureCallback()) return;
  startConfining();
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
  // Node 20 and 22 forget whose microtask it was by the time that they tell of its error.
  globalThis.queueMicrotask = new Proxy(queueMicrotask, {
    apply(queue, self, args: Parameters<typeof queueMicrotask>) {
      const who = confined();
      const [callback] = args;
      const guarded = (): void => {
        try {
          callback();
        } catch (error) {
          who?.broke(error);
        }
      };
      return Reflect.apply(queue, self, who && typeof callback === 'function' ? [guarded] : args);
    },
  });
  process.setUncaughtExceptionCaptureCallback((error) => {
    const who = confined();
    if (who) who.broke(error);
    else process.emit('uncaughtException', error);
  });
}
