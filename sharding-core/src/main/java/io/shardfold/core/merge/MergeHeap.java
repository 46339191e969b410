package io.shardfold.core.merge;

/**
 * Which input has the first row: a heap of inputs by the keys of their current rows. Of equal rows
 * the one of the input that stands first comes first.
 *
 * @see "Knuth, The Art of Computer Programming 3, 5.2.3: heapsort; 5.4.1: multiway merging"
 */
final class MergeHeap {

    private final KeyedInputs inputs;

    /** Inputs that are on a row; the first of all at 0. */
    private final int[] heap;

    private int size;
    private boolean started;

    MergeHeap(KeyedInputs inputs) {
        this.inputs = inputs;
        heap = new int[inputs.count()];
    }

    boolean isStarted() {
        return started;
    }

    /** Reads each input's first row. */
    void start() {
        started = true;
        for (int i = 0; i < heap.length; i++) {
            advance(i);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The input whose row comes first. */
    int top() {
        return heap[0];
    }

    /** Takes the first input out, on its row; {@link #advance} brings it back. */
    int pop() {
        int top = heap[0];
        size--;
        if (size > 0) {
            heap[0] = heap[size];
            siftDown();
        }
        return top;
    }

    /** Moves an input that isn't in the heap to its next row, and puts it in if there is one. */
    void advance(int input) {
        if (!inputs.advance(input)) {
            return;
        }
        int place = size++;
        while (place > 0) {
            int parent = (place - 1) >>> 1;
            if (!isBefore(input, heap[parent])) {
                break;
            }
            heap[place] = heap[parent];
            place = parent;
        }
        heap[place] = input;
    }

    /** Moves the first input to its next row, where it stays in the heap if there is one. */
    void advanceTop() {
        if (inputs.advance(heap[0])) {
            siftDown();
        } else {
            pop();
        }
    }

    private void siftDown() {
        int input = heap[0];
        int place = 0;
        while (true) {
            int child = 2 * place + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isBefore(heap[child], input)) {
                break;
            }
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = input;
    }

    private boolean isBefore(int left, int right) {
        int order = inputs.compare(left, right);
        return order < 0 || (order == 0 && left < right);
    }
}
