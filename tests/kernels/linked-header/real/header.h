#pragma once

#define NAME TORCH_EXTENSION_NAME
