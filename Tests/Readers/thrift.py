"""Thrift's compact protocol: structures as dictionaries from field numbers to values, without their names."""
import struct


class Reader:
    def __init__(self, data, position=0):
        self.data, self.position = data, position

    def byte(self):
        self.position += 1
        return self.data[self.position - 1]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7

    def number(self):
        zigzag = self.varint()
        return zigzag >> 1 ^ -(zigzag & 1)

    def binary(self):
        length = self.varint()
        self.position += length
        return self.data[self.position - length:self.position]

    def structure(self):
        fields, number = {}, 0
        while head := self.byte():
            number = number + (head >> 4) if head >> 4 else self.number()
            kind = head & 15
            fields[number] = kind == 1 if kind in (1, 2) else self.value(kind)
        return fields

    def elements(self):
        head = self.byte()
        count = head >> 4 if head >> 4 < 15 else self.varint()
        kind = head & 15
        return [self.byte() == 1 if kind in (1, 2) else self.value(kind) for _ in range(count)]

    def value(self, kind):
        if kind == 3:
            return self.byte()
        if kind in (4, 5, 6):
            return self.number()
        if kind == 7:
            self.position += 8
            return struct.unpack("<d", self.data[self.position - 8:self.position])[0]
        if kind == 8:
            return self.binary()
        if kind in (9, 10):
            return self.elements()
        if kind == 12:
            return self.structure()
        raise ValueError(f"a field of type {kind}")
