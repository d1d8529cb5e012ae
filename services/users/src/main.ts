import 'reflect-metadata';
import { runService } from '@nutgraf/kit/run';
import { readUsersConfig } from './config';
import { createUsersService } from './service';

void runService('users', readUsersConfig, createUsersService);
