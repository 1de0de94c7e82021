#pragma once

#define BASE 0
