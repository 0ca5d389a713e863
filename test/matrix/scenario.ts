import type { Lab, WebUi, WebUiOptions, WebUiVersion } from '../lab/index.js';

/** A deployment that is broken in one way, and the judge that says so: a real program, never the doctor. */
export interface Broken {
  /** What is being asked, for the protocol. */
  readonly judge: string;
  /** Whether what the user wants works now. Asked before the fix (no) and after it (yes). */
  works(): Promise<boolean>;
  readonly webui: WebUi | null;
  /** Arguments for the doctor on the host beside the usual ones. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Runs the doctor as this user. */
  readonly as?: 'nobody';
}

export interface Scenario {
  readonly cause: string;
  /** Tells two scenarios of one cause apart. */
  readonly variant?: string;
  /** Versions in which the fault exists at all; all where absent. */
  readonly versions?: readonly WebUiVersion[];
  /** What a sidecar can tell: the same cause, or why it cannot, with the causes that are honest then. */
  readonly inContainer: 'same' | readonly string[] | 'not-running';
  /** False where no command heals by itself (a person opens another address; nothing is installed). */
  readonly heals?: false;
  /**
   * True where this version works all the same: the doctor names the cause, warns and exits 0, and what comes first may be
   * to wait; the first fix with a command is pasted then.
   */
  warnsOnly?(version: WebUiVersion): boolean;
  arrange(lab: Lab, version: WebUiVersion): Promise<Broken>;
}

/** `docker run` words that let a bridge container reach the host by name. */
export const HOST_GATEWAY = ['--add-host', 'host.docker.internal:host-gateway'] as const;
export const PAGE = ['-p', '3000:8080'] as const;
export const MODEL = 'llama3.2:latest';

/** True for versions in which the database is asked each time (0.10 and later). */
export function rowsCount(version: WebUiVersion): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 0 || minor >= 10;
}

/** Puts a list of URLs in force the way a deployment of that version comes to have it: frozen row, or environment. */
export function withUrls(
  version: WebUiVersion,
  urls: readonly string[],
  run: readonly string[] = [...PAGE, ...HOST_GATEWAY],
): WebUiOptions {
  if (rowsCount(version)) return { version, run, rows: { 'ollama.base_urls': urls } };
  const variable = urls.length > 1 ? 'OLLAMA_BASE_URLS' : 'OLLAMA_BASE_URL';
  return { version, run: [...run, '-e', `${variable}=${urls.join(';')}`] };
}

/** The judge of the way to Ollama: Open WebUI itself lists a model. */
export function listsModels(webui: WebUi, waitMs?: number): Pick<Broken, 'judge' | 'works' | 'webui'> {
  return {
    judge: 'Open WebUI lists a model',
    webui,
    works: async () => {
      await webui.waitHealthy();
      return (await webui.listedModels(waitMs)).includes(MODEL);
    },
  };
}

/** The judge of the page: an address of the host answers as Open WebUI. */
export function pageAnswers(lab: Lab, webui: WebUi, url: string): Pick<Broken, 'judge' | 'works' | 'webui'> {
  return {
    judge: `${url} answers`,
    webui,
    works: async () => {
      await webui.waitHealthy().catch(() => undefined);
      const { stdout } = await lab.host(['curl', '-s', '--noproxy', '*', '-m', '5', `${url}/health`]);
      return stdout.includes('"status":true');
    },
  };
}

/** The judge of Hugging Face: a download by the container's own client. */
export function downloads(webui: WebUi): Pick<Broken, 'judge' | 'works' | 'webui'> {
  return {
    judge: 'huggingface_hub downloads',
    webui,
    works: async () => {
      await webui.waitHealthy();
      return (await webui.hubDownload()).ok;
    },
  };
}
