// Connection of a Unity scene to Demiface over WebSocket, schema version 1 (docs/streams.md).
// Put it on one GameObject, fill in address, code and fingerprint, and connect the events to your scene.
using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using UnityEngine;
using UnityEngine.Events;

namespace Demiface
{
    [Serializable]
    public class Probabilities
    {
        public float neutral, happiness, surprise, sadness, anger, disgust, fear, contempt;
    }

    /// <summary>Any message of Demiface; fields that its type does not have keep their defaults.</summary>
    [Serializable]
    public class StreamMessage
    {
        public int v;
        public string type;
        public double atMs;
        // expression
        public double capturedAtMs;
        /// <summary>Means something only where isUsable is true.</summary>
        public Probabilities probs;
        /// <summary>The expression; null or empty while it is not sure.</summary>
        public string label;
        public float confidence;
        public bool isUsable, isTalking;
        // step
        public int index;
        public string name;
        // stop
        public string id, reason;
        // session
        public string state;
        // paired
        public string token;
    }

    [Serializable] public class StepEvent : UnityEvent<int, string> { }
    [Serializable] public class ExpressionEvent : UnityEvent<StreamMessage> { }

    public class DemifaceStream : MonoBehaviour
    {
        const int HeartbeatMs = 250;
        const float LostS = 1f;
        const int ReconnectMs = 500;

        public string host = "127.0.0.1";
        public int port = 8765;
        /// <summary>Six digits from the Session view, good for one attempt; set it again for another.</summary>
        public string code = "";
        /// <summary>SHA-256 of the certificate, without colons; needed for every host but 127.0.0.1.</summary>
        public string fingerprint = "";
        public string sceneName = "Unity scene";

        /// <summary>Show the calm, empty scene. Called at once on a stop, and when Demiface is silent for a second.</summary>
        public UnityEvent onSafe = new UnityEvent();
        public StepEvent onStep = new StepEvent();
        public ExpressionEvent onExpression = new ExpressionEvent();

        readonly ConcurrentQueue<StreamMessage> received = new ConcurrentQueue<StreamMessage>();
        readonly SemaphoreSlim sending = new SemaphoreSlim(1, 1);
        CancellationTokenSource ending;
        volatile WebSocket socket;
        volatile string token;
        volatile bool isSafe = true;
        float heardS = float.NegativeInfinity;

        void OnEnable()
        {
            ending = new CancellationTokenSource();
            Task.Run(() => Run(ending.Token));
        }

        void OnDisable()
        {
            ending.Cancel();
        }

        public void ReachedStep(int index) { Send("{\"v\":1,\"type\":\"step-reached\",\"index\":" + index + "}"); }
        public void Marker(string text) { Send("{\"v\":1,\"type\":\"marker\",\"name\":" + Quoted(text) + "}"); }
        public void Suds(int value) { Send("{\"v\":1,\"type\":\"suds\",\"value\":" + value + "}"); }

        // The main thread: the scene is changed here, and a stop is answered only after that.
        void Update()
        {
            StreamMessage message;
            while (received.TryDequeue(out message))
            {
                heardS = Time.realtimeSinceStartup;
                switch (message.type)
                {
                    case "stop":
                        MakeSafe();
                        Send("{\"v\":1,\"type\":\"acknowledge\",\"id\":" + Quoted(message.id) + "}");
                        break;
                    case "step":
                        isSafe = false;
                        onStep.Invoke(message.index, message.name);
                        break;
                    case "expression":
                        onExpression.Invoke(message);
                        break;
                    case "session":
                        if (message.state == "ended") MakeSafe();
                        break;
                }
            }
            if (Time.realtimeSinceStartup - heardS > LostS) MakeSafe();
        }

        void MakeSafe()
        {
            if (isSafe) return;
            isSafe = true;
            onSafe.Invoke();
        }

        async Task Run(CancellationToken end)
        {
            while (!end.IsCancellationRequested)
            {
                try
                {
                    if (token != null || code != "") await Converse(end);
                }
                catch (Exception error) when (!end.IsCancellationRequested)
                {
                    Debug.LogWarning("Demiface: " + error.Message);
                }
                catch (Exception)
                {
                    return;
                }
                await Task.Delay(ReconnectMs);
            }
        }

        async Task Converse(CancellationToken end)
        {
            using (var opened = await Open(end))
            {
                socket = opened;
                var once = code;
                code = "";
                Send(token == null
                    ? "{\"v\":1,\"type\":\"pair\",\"code\":" + Quoted(once) + ",\"name\":" + Quoted(sceneName) + ",\"role\":\"scene\"}"
                    : "{\"v\":1,\"type\":\"resume\",\"token\":" + Quoted(token) + "}");
                using (new Timer(_ => Beat(), null, HeartbeatMs, HeartbeatMs))
                {
                    var buffer = new byte[8192];
                    while (true)
                    {
                        var length = 0;
                        WebSocketReceiveResult result;
                        do
                        {
                            result = await opened.ReceiveAsync(new ArraySegment<byte>(buffer, length, buffer.Length - length), end);
                            length += result.Count;
                        } while (!result.EndOfMessage);
                        if (result.MessageType == WebSocketMessageType.Close)
                        {
                            if ((int)result.CloseStatus >= 4400) token = null;
                            throw new IOException("closed: " + result.CloseStatusDescription);
                        }
                        var message = JsonUtility.FromJson<StreamMessage>(Encoding.UTF8.GetString(buffer, 0, length));
                        if (message.type == "paired") token = message.token;
                        received.Enqueue(message);
                    }
                }
            }
        }

        /// <summary>TLS by hand, so that the certificate is compared with its fingerprint on every platform.</summary>
        async Task<WebSocket> Open(CancellationToken end)
        {
            var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(host, port);
            Stream stream = client.GetStream();
            if (host != "127.0.0.1")
            {
                var secure = new SslStream(stream, false, (_, certificate, __, ___) => Fingerprint(certificate.GetRawCertData()) == fingerprint.ToUpperInvariant());
                await secure.AuthenticateAsClientAsync(host);
                stream = secure;
            }
            var request = "GET /stream HTTP/1.1\r\nHost: " + host + ":" + port + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + Convert.ToBase64String(Guid.NewGuid().ToByteArray()) + "\r\n\r\n";
            var bytes = Encoding.ASCII.GetBytes(request);
            await stream.WriteAsync(bytes, 0, bytes.Length, end);
            var answer = new StringBuilder();
            var one = new byte[1];
            while (!answer.ToString().EndsWith("\r\n\r\n"))
            {
                if (await stream.ReadAsync(one, 0, 1, end) == 0) throw new IOException("no answer");
                answer.Append((char)one[0]);
            }
            if (!answer.ToString().StartsWith("HTTP/1.1 101")) throw new IOException("refused: " + answer.ToString().Split('\r')[0]);
            return WebSocket.CreateClientWebSocket(stream, null, 8192, 8192, TimeSpan.FromSeconds(5), false, WebSocket.CreateClientBuffer(8192, 8192));
        }

        static string Fingerprint(byte[] certificate)
        {
            using (var sha = SHA256.Create()) return BitConverter.ToString(sha.ComputeHash(certificate)).Replace("-", "");
        }

        void Beat()
        {
            if (token != null) Send("{\"v\":1,\"type\":\"heartbeat\",\"isSafe\":" + (isSafe ? "true" : "false") + "}");
        }

        async void Send(string json)
        {
            var to = socket;
            if (to == null) return;
            var bytes = Encoding.UTF8.GetBytes(json);
            // One message at a time: WebSocket allows no more.
            await sending.WaitAsync();
            try
            {
                if (to.State == WebSocketState.Open)
                    await to.SendAsync(new ArraySegment<byte>(bytes), WebSocketMessageType.Text, true, CancellationToken.None);
            }
            catch (Exception)
            {
                // The connection ended; it is opened again by Run.
            }
            finally
            {
                sending.Release();
            }
        }

        static string Quoted(string text)
        {
            var quoted = new StringBuilder("\"");
            foreach (var c in text)
                quoted.Append(c < ' ' || c == '"' || c == '\\' ? "\\u" + ((int)c).ToString("x4") : c.ToString());
            return quoted.Append('"').ToString();
        }
    }
}
