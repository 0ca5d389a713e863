// Real engines, firewalls and 200 ms tolerances on a busy machine: a test that fails is tried once more, and says so.
import { jest } from '@jest/globals';

jest.retryTimes(1, { logErrorsBeforeRetry: true });
