export { UserRepository } from './user.repository';
export { handleFrom, handleKey, handleVariants, isFreeToTake } from './user.rules';
