// What DemifaceStream.cs uses of Unity's API, so that a compiler can check it without Unity.
namespace UnityEngine
{
    public class MonoBehaviour { }

    public static class Debug
    {
        public static void LogWarning(object message) { }
    }

    public static class Time
    {
        public static float realtimeSinceStartup { get { return 0; } }
    }

    public static class JsonUtility
    {
        public static T FromJson<T>(string json) { return default(T); }
    }
}

namespace UnityEngine.Events
{
    public class UnityEvent { public void Invoke() { } }
    public class UnityEvent<T0> { public void Invoke(T0 arg0) { } }
    public class UnityEvent<T0, T1> { public void Invoke(T0 arg0, T1 arg1) { } }
}
