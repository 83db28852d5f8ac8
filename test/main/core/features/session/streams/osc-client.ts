import { createSocket } from 'node:dgram';

/** Sends a packet from some address of this machine. */
export const sendOsc = (port: number, packet: Buffer, address = '127.0.0.1') =>
  new Promise<void>((resolve) => {
    const socket = createSocket('udp4').bind({ address }, () =>
      socket.send(packet, port, '127.0.0.1', () => {
        socket.close();
        resolve();
      }),
    );
  });
