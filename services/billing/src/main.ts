import 'reflect-metadata';
import { runService } from '@nutgraf/kit/run';
import { readBillingConfig } from './config';
import { createBillingService } from './service';

void runService('billing', readBillingConfig, createBillingService);
