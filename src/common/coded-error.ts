export { CodedError, CodedRefusal, messageOf } from './error.ts';
