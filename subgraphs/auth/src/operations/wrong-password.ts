export interface WrongPassword {
  __typename: 'WrongPassword';
  message: string;
}

export const wrongPassword = (): WrongPassword => ({
  __typename: 'WrongPassword',
  message: 'That is not your present password.',
});
