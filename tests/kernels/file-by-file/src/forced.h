#pragma once

#define FORCED 1.0f
