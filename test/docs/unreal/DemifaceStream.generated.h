#pragma once

// Unreal's header tool defines it in each class.
using Super = class UActorComponent;
