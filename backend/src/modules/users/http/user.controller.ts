import { Body, Controller, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AuthContext, type Actor } from '../../../core/auth-context/auth-context.js';
import { DomainError } from '../../../core/errors/domain-error.js';
import { SignedIn } from '../../../core/http/permission.js';
import { UserService } from '../user.service.js';
import { ChangeMe, ChangePassword, UserView } from './user.dto.js';

@ApiTags('users')
@Controller('api/v1/users/me')
@SignedIn()
export class UserController {
  constructor(private readonly users: UserService) {}

  /** Changes the signed-in user's name, language or time zone. Not with an API token. */
  @Patch()
  async change(@Body() changes: ChangeMe): Promise<UserView> {
    return UserView.of(await this.users.change(inPerson().userId, changes));
  }

  /** Changes the password and ends all other sessions of the user. Not with an API token. */
  @Post('password')
  @HttpCode(204)
  async password(@Body() { current, next }: ChangePassword): Promise<void> {
    const { userId, credentialId } = inPerson();
    await this.users.changePassword(userId, current, next, credentialId);
  }
}

/** The user, signed in with a password: a token has rights on data, not on the account of who made it. */
function inPerson(): Actor {
  const actor = AuthContext.requireUser();
  if (actor.via !== 'session') throw new DomainError('forbidden', 'request.needs-session');
  return actor;
}
