/** What other rooms use of authors. */
export { User } from './user.type';
